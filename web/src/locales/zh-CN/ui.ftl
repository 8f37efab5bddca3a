# 页面本身。
language-name = 中文
language = 语言
loading = 正在加载引擎……
network = 网络
you = 你
no-flags = 没有控制位的报文段

# 工具栏
toolbar = 运行
scenario = 场景
scenario-own = 自定义场景
step = 下一步
step-key = 前进到下一件事（→）
back = 上一步
back-key = 退回上一件事（←）
play = 播放
pause = 暂停
play-key = 播放或暂停（K）
scrubber = 运行进度
speed = 速度
speed-factor = { $speed }×
relative = 相对序号
relative-hint = 序号从初始序号算起；关闭后显示线路上的真实值
detail = 标注
detail-names = 只看标志
detail-changes = 标志和数值
detail-all = 全部
theme = 配色
theme-auto = 跟随系统
theme-light = 浅色
theme-dark = 深色
copy-link = 复制链接
copied-link = 链接已复制
view = 显示与链接
limits = 模型的简化
keys = 快捷键

# 说明
begin = 一切尚未开始。点“下一步”；报文段在途时，可以把它丢弃。
paused = 已暂停。可以继续，也可以选中一个报文段或事件。
finished = 运行结束，不会再有事情发生。可以退回到某个报文段在途的时候，把它丢弃，看看结果有何不同。
at-start = 在起点
at-time = { $time }：{ $what }

# 端点
endpoint = 端点 { $host }
cable-is-cut = 网线已断开
connection = 连接
was = 原为
sending = 发送
receiving = 接收
buffers = 字节与时间
buffer-unsent = 待发送
buffer-unacknowledged = 未确认
buffer-unread = 待读取
phase = 拥塞状态
phase-open = 一切正常
phase-disorder = 出现乱序
phase-cwr = 已收缩窗口
phase-recovery = 快速恢复
phase-loss = 超时之后
agreed = 握手时已商定：{ $names }
agreed-window-scale = 窗口缩放
agreed-timestamps = 时间戳
agreed-sack = 选择确认（SACK）
agreed-ecn = 显式拥塞通知（ECN）
profile-rfc9293 = 按 RFC 9293 的规定运行，采用其中的时间和上限。
profile-linux-6-x = 与 RFC 9293 不同之处，按 Linux 6.x 的做法运行。
profile-linux-2-6 = 按 Linux 2.6.32 的做法运行：初始 RTO 为 3 秒，初始窗口小，窗口内任意位置的 RST 都有效。
profile-freebsd = 与 RFC 9293 不同之处，按 FreeBSD 14 的做法运行。
profile-windows = 与 RFC 9293 不同之处，按 Windows 10 和 11 的做法运行；错误用 Winsock 的名称。
listens = 监听 { $local }
syn-queue = 半连接队列 { $length }
accept-queue = 全连接队列 { $length }，backlog { $backlog }
pending-error = 下一次调用将返回 { $error }。
timers = 定时器
timer-retransmission = 重传
timer-persist = 零窗口探测
timer-delayed-ack = 延迟确认
timer-time-wait = TIME-WAIT（2 MSL）
timer-user-timeout = 用户超时
timer-override = 糊涂窗口强制发送
program = 程序“{ $name }”
status-blocked = 阻塞中
status-running = 执行中
status-waiting = 未执行
status-done = 已完成
act-on = 在 { $host } 上操作
calls-of = “{ $name }”的系统调用
descriptor = 文件描述符
octets = 字节数
expire = 立即到期：{ $timer }
cut-cable = 断开网线
restore-cable = 接回网线

# 时序图
ladder = 报文段时序图
ladder-empty = 报文段发出后会出现在这里。
gap = 经过 { $time }
mark-lost = 丢失
mark-held = 扣住
mark-forged = 伪造
mark-corrupted = 损坏
mark-copy = 副本
mark-again = 重传
crossing-in-flight = { $from } 发往 { $to } 的 { $flags }，{ $numbers }，在途，将于 { $ends } 到达。
crossing-held = { $from } 发往 { $to } 的 { $flags }，{ $numbers }，{ $sent } 发出后被扣住。
crossing-arrived = { $from } 发往 { $to } 的 { $flags }，{ $numbers }，于 { $ends } 到达。
crossing-lost = { $from } 发往 { $to } 的 { $flags }，{ $numbers }，于 { $ends } 丢失。
crossing-no-host = { $from } 发往 { $to } 的 { $flags }，{ $numbers }：没有主机使用这个地址。

# 事件
events = 事件
event-table = 事件表
event-number = 编号
event-time = 时间
event-where = 位置
event-what = 发生了什么
events-none = 还没有事件。
events-earlier = 显示更早的事件（{ $count } 条）

# 报文段
segment = 报文段
segment-none = 选中一个箭头，查看它的字段并对它进行操作。
acts = 可以对它做什么
acts-over = 这个报文段已不在途中，现在操作为时已晚。可以退回到它还在途的时候。
act-drop = 丢弃
act-delay = 延迟
act-duplicate = 复制
act-corrupt = 损坏
act-hold = 扣住
act-release = 放行
field-flags = 标志
field-options = 选项
field-payload = 数据
field-from = 来自
field-to = 发往
field-sent = 发出
field-ends-in-flight = 预计到达
field-ends-held = 被扣住
field-ends-arrived = 到达
field-ends-lost = 丢失
field-ends-no-host = 无人接收
payload = { $length } 字节：“{ $text }”

# 为什么
why = 为什么？
why-none = 选中一个事件，看看是什么决定了它。
checks = 各项检查，按 RFC 的顺序
checks-none = 这里无须比较任何数值。
holds = 成立
fails = 不成立
decided = 由此决定
causes = 起因
op-is-set = 已置位
op-is-clear = 未置位
op-is = 为
op-in = 属于
operand-new-syn = 报文段带有尚未接受过的 SYN
operand-hole = 已到达的内容之前有缺口
fact-passive-open = 连接由被动 OPEN 建立。
fact-fin-acked = 我们的 FIN 已被确认。
fact-reader-gone = 已无人读取。
fact-new-syn = 这个 SYN 是新的，此前没有接受过。
fact-hole = 已到达的数据之前还有缺口。
operand-consumed = 程序将读取的下一个序号
operand-repeats = 已重传次数
operand-repeat-limit = 重传次数上限
operand-waited = 已等待时间
operand-ack-owed = 尚未确认的字节
operand-ack-threshold = 发送 ACK 的阈值
operand-unsent = 待发送字节
operand-usable-window = 可用窗口
operand-half-max-window = 最大窗口的一半
operand-in-flight = 在途字节
operand-window-growth = 窗口增量
operand-growth-threshold = 增量阈值
rule-rfc = RFC { $rfc } 第 { $section } 节
rule-other = 依据：{ $section }

# 注入
inject = 注入报文段
inject-hint = 任何报文段，来自任何主机或地址，对错皆可
inject-absolute-here = 这里的 SEQ 和 ACK 是线路上的绝对值，旁边注明对应的相对序号。
inject-absolute = SEQ 和 ACK 是线路上的绝对值。
inject-relative = 相对序号 { $value }
inject-before = 比初始序号早 { $count }
inject-as = 冒充
preset-next = 合理的下一个
preset-rst-exact = RST，序号吻合
preset-rst-in-window = RST，窗口内
preset-rst-outside = RST，窗口外
inject-from = 来自
inject-to = 发往
inject-srcPort = 源端口
inject-dstPort = 目的端口
inject-seq = 序号 SEQ
inject-ack = 确认号 ACK
inject-window = 窗口
inject-urgent = 紧急指针
inject-options = 选项
inject-options-example = mss=1460 nop ws=7 sackOK
inject-payload = 数据
inject-now = 注入
inject-unreadable = 无法识别“{ $text }”。
inject-out-of-range = 这里只能填 0 到 { $most } 之间的整数。

# 分支
branches = 不同的未来
branch-first = 最初的运行，共 { $end } 个时刻
branch = 分支 { $number }，始于时刻 { $at }，共 { $end } 个时刻

# 快捷键
keys-intro = 焦点在实验台内时有效。
key-step = 前进到下一件事
key-back = 退回上一件事
key-moment = 后退或前进一个时刻，无论多细微
key-play = 播放或暂停
key-marks = 跳到下一次或上一次状态变化
key-round-trip = 后退或前进一个往返时间
key-speed = 减速、加速
key-jump = 起点、终点、十分之几处
key-drop = 丢弃选中的报文段，或最后一个在途的报文段
key-list = 显示本列表
key-leave = 离开实验台
close = 关闭
