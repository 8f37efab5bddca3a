# 错误，按代码。
error-unknown = 出错了：{ $message }
error-engine-failed = 引擎报告了自身的缺陷：{ $message }。请刷新页面后继续。
error-engine-missing = 引擎加载失败：{ $message }。
error-scenario-missing = 场景加载失败：{ $message }。请检查网络后重试。
error-wasm-blocked = 本页面禁止 WebAssembly。它的内容安全策略需要在 script-src 中加入 { $directive }。
error-freed = 这次运行已经关闭。
error-not-copied = 浏览器不允许复制：{ $message }。
error-link-too-long = 链接太长：{ $length } 个字符，最多 { $limit } 个。
error-link-damaged = 链接已损坏（{ $field }）。
error-bad-config = 无法读取实验台的设置：{ $message }
error-bad-seed = 种子应为 16 位十六进制数：{ $message }
error-bad-scenario = 无法读取场景：{ $message }
error-bad-file =
    { $line ->
        [0] 无法把“{ $name }”作为场景打开：{ $message }。
       *[other] 无法把“{ $name }”作为场景打开，问题在第 { $line } 行：{ $message }。
    }
error-file-not-json = “{ $name }”不是 JSON：{ $message }
error-file-too-large = “{ $name }”有 { $size } 字节，场景文件最多 { $limit } 字节。
error-bad-command = 无法理解这个操作：{ $message }
error-bad-target = “来自”和“发往”必须是主机名或地址：{ $message }
error-bad-segment = 不存在这样的报文段：{ $message }
error-bad-state = 无法读取保存的运行：{ $message }
error-bad-number = 这里需要范围内的整数：{ $message }
error-bad-format = 没有这种格式：{ $message }
error-bad-question = 无法理解这个问题：{ $message }
error-unknown-scenario = 没有名为“{ $id }”的场景。
error-unknown-host = 没有这台主机。
error-no-such-host = 没有编号为 { $host } 的主机。
error-unknown-address = “{ $text }”既不是主机名也不是地址。
error-unknown-process = 主机 { $host } 没有进程 { $process }。
error-host-down = 主机 { $host } 已断电，请先开机。
error-host-up = 主机 { $host } 已经开机。
error-unknown-socket = 主机 { $host } 已经没有套接字 { $socket }。
error-timer-not-set = 这个定时器没有启动，因此不能到期。
error-unknown-sysctl = 没有名为 { $name } 的 sysctl。相近的有：{ $near }。
error-bad-sysctl = { $name } 不能设为 { $value }，应为{ $expected ->
        [letters] 不超过 { $most } 个字符的文字
        [words] 以下之一：{ $words }
        [number]  { $least } 到 { $most } 之间的整数
        [rising]  { $count } 个 { $least } 到 { $most } 之间的整数，后一个不小于前一个
       *[numbers]  { $count } 个 { $least } 到 { $most } 之间的整数
    }。
error-taken-twice = “{ $text }”被用了两次。
error-link-to-itself = “{ $text }”不能连到自己。
error-linked-twice = { $one } 与 { $other } 之间已经有链路。
error-rate-zero = 速率为零的链路什么也传不了。
error-chance-too-large = 百万分之 { $given } 的概率超过了全部。
error-delay-too-long = 延迟 { $given } 太长，最多 { $limit }。
error-too-many-hosts = { $given } 台主机太多，最多 { $limit } 台。
error-too-many-links = { $given } 条链路太多，最多 { $limit } 条。
error-too-many-nats = NAT 设备有 { $given } 台，超过上限 { $limit }。
error-process-gone = 主机 { $host } 的进程 { $process } 已经结束，不能再发起系统调用。
error-too-many-calls = 等待中的系统调用已经太多。
error-too-many-rules = 网络规则最多 { $limit } 条。
error-too-many-in-flight = 同时在途的报文段最多 { $limit } 个。
error-unknown-rule = 没有编号为 { $rule } 的网络规则。
error-unknown-crossing = 没有编号为 { $crossing } 的报文段。
error-crossing-arrived = 太晚了：这个报文段已于 { $at } 到达。
error-crossing-lost = 太晚了：这个报文段已于 { $at } 丢失。
error-crossing-ended = 太晚了：这个报文段已不在途中。
error-crossing-held = 这个报文段已经被扣住。
error-crossing-not-held = 这个报文段没有被扣住，谈不上放行。
error-position-out-of-range = 时刻 { $position } 超出了本次运行的终点 { $end }。
error-unknown-branch = 没有分支 { $branch }。
error-unknown-event = 没有事件 { $event }，共有 { $events } 个。
error-limit-reached = 达到实验台的上限：{ $limit }，{ $bound }。
error-state-diverged = 这次运行在这里走了另一条路：链接中的第 { $moment } 项已无法执行（{ $reason }）。
error-bad-world = 这个环境自相矛盾：{ $message }
error-unknown-name = 这里没有 { $name }。
