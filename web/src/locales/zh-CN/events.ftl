# 每种事件一句话。$host 是事件发生的地方；关于报文段的句子还有
# $flags、$seq、$ack、$len、$wnd、$from、$to 和 $numbers（SEQ=1 ACK=1 LEN=100）。
flag-retransmission = 重传

event-act = { $by }执行了操作：{ $act }。
event-segment-sent =
    { $again ->
        [yes] { $host } 再次发送 { $flags }（重传，{ $numbers }）。
       *[no] { $host } 发送 { $flags }（{ $numbers }）。
    }
event-segment-injected = 线路上出现了发往 { $to } 的 { $flags }，自称来自 { $from }（{ $numbers }）。
event-segment-arrived = { $flags } 到达 { $host }。
event-segment-lost = { $from } 发出的 { $flags } 丢失了，{ $to } 不会收到它。
event-segment-held = { $from } 发出的 { $flags } 在途中被扣住。
event-segment-released = { $from } 发出的 { $flags } 被放行，将于 { $until } 到达。
event-segment-delayed = { $from } 发出的 { $flags } 被延迟到 { $until }。
event-segment-duplicated = { $from } 发出的 { $flags } 被复制，另有一份副本在途。
event-segment-refused = 路由器无法转发 { $from } 发出的 { $flags }，丢弃它并告知：{ $message }。
event-segment-marked = 路由器给 { $from } 发出的 { $flags } 打上拥塞标记（CE）。
event-segment-corrupted = { $from } 发出的 { $flags } 的第 { $bit } 个比特被翻转。
event-segment-accepted = { $host } 认为该报文段可以接受（SEQ { $seq }，LEN { $len }）。
event-segment-dropped = { $host } 丢弃该报文段（SEQ { $seq }，LEN { $len }）。
event-segment-unreadable =
    { $reason ->
        [checksum-failed] 到达 { $host } 的报文段校验和错误，说明途中已损坏，{ $host } 将其丢弃。
       *[other] { $host } 无法解析收到的内容（第 { $offset } 字节），将其丢弃。
    }
event-icmp-stray = { $host } 收到一条 ICMP 消息，所说的连接并不存在。
event-syn-fin-dropped = { $host } 丢弃同时带 SYN 和 FIN 的报文段。
event-not-for-us = { $host } 丢弃发往其他地址的报文段。
event-segment-rewritten =
    { $side ->
        [source] NAT 设备把报文段的源改写为 { $end } 后转发。
       *[destination] NAT 设备把报文段的目的改写为内网主机 { $end } 后转发。
    }
event-kernel-logged = { $host } 的内核写下日志：{ $text }
event-process-signalled =
    { $fate ->
        [ignored] { $host } 上的 { $process } 收到信号 { $signal }（{ $number }），并忽略它。
       *[fatal] { $host } 上的 { $process } 收到信号 { $signal }（{ $number }），进程因此终止。
    }
event-powered-off = { $host } 断电：它的 { $connections } 个连接全部丢失，对方得不到任何通知。
event-powered-on = { $host } 启动：先前的一切都已遗忘，程序从头开始运行。
event-state-changed =
    { $socket ->
        [listener] { $host } 的监听套接字从 { $from } 进入 { $to }。
        [half-open] { $host } 放弃处于 { $from } 的半连接；监听套接字一直在 { $to }。
       *[one] { $host } 从 { $from } 进入 { $to }。
    }
event-timer-set = { $host } 启动{ $timer }定时器：{ $after }。
event-timer-stopped = { $host } 停止{ $timer }定时器。
event-timer-fired = { $host } 的{ $timer }定时器到期。
event-acknowledged = { $host } 有 { $count } 个序号得到确认，SND.UNA 变为 { $una }。
event-window-changed = { $host } 的发送窗口（SND.WND）变为 { $wnd } 字节。
event-text-delivered = { $host } 按序收到 { $octets } 字节，RCV.NXT 变为 { $nxt }。
event-text-kept = { $host } 暂存从 { $seq } 开始的 { $octets } 字节：前面还有缺口。
event-text-ignored = { $host } 丢掉从 { $seq } 开始的 { $octets } 字节。
event-data-queued = { $host } 又有 { $octets } 字节等待发送。
event-data-read = { $host } 上的程序读取 { $octets } 字节。
event-fin-queued = { $host } 将在剩余数据之后发送 FIN。
event-ack-delayed = { $host } 该确认了，但先等一等，看能否捎带。
event-data-held = { $host } 暂时压住 { $octets } 字节不发。
event-round-trip = { $host } 测得一次往返时间 { $sample }，RTO 变为 { $rto }。
event-no-round-trip = { $host }：无法判断被确认的是哪一份，不测量往返时间；RTO 仍为 { $rto }。
event-rto-changed = { $host } 将 RTO 设为 { $rto }。
event-retransmitted = { $host } 从 { $seq } 起重传，这是第 { $count } 次。
event-iss-chosen = { $host } 选定初始序号 { $iss }。
event-mss-settled = { $host } 每个报文段最多发送 { $mss } 字节数据（MSS）。
event-congestion-window = { $host } 的 cwnd 现在是 { $cwnd } 字节，ssthresh 是 { $ssthresh }。
event-duplicate-ack = { $host } 记下第 { $count } 个重复 ACK。
event-recovery-phase = { $host } 的丢失恢复从 { $from } 转到 { $to }（recover = { $recover }）。
event-segments-reported = { $host } 得知对端又收到了空洞之后的 { $segments } 个报文段（共 { $total } 个）。
event-segments-lost = { $host } 认定 { $segments } 个报文段已丢失（共 { $total } 个）。
event-reordering-seen = { $host }：这条路径上报文段乱序的距离可达 { $segments } 个。
event-options-agreed =
    { $scaling ->
        [yes] { $host }：双方的 SYN 都提出窗口缩放，自己的窗口移 { $receiveScale } 位，对方的移 { $sendScale } 位。
       *[no] { $host }：窗口不缩放。
    }{ $sack ->
        [yes] 可以使用选择确认（SACK）。
       *[no] 不使用 SACK。
    }{ $timestamps ->
        [yes] 每个报文段都带时间戳。
       *[no] 不使用时间戳。
    }
event-user-timeout-told = { $host } 得知对端等待确认的时间为 { $remote }；它自己等待 { $adopted }。
event-ack-withheld = { $host } 近来发出的质询确认已经够多，这次不发。
event-reset-withheld = { $host } 该发 RST（SEQ { $seq }），却没有发：故意破坏。
event-ack-believed = { $host } 认可了 ACK { $ack }，可它只发送到 { $sent } 之前，或者那早已是过去的事：故意破坏。
event-old-timestamp = { $host } 已经见过时间戳 { $recent }，却放行了更旧的 { $value }：故意破坏。
event-switch-set =
    { $on ->
        [yes] { $host } 从现在起破坏一条规则：{ $switch }。
       *[no] { $host } 恢复遵守规则，关闭了：{ $switch }。
    }
event-signal = TCP 通知 { $host } 上的程序：{ $signal }。
event-ecn-changed =
    { $reason ->
        [ecn-agreed] { $host } 与对方使用显式拥塞通知（ECN）。
        [ecn-echo] { $host } 看到拥塞标记：此后它的 ACK 会说明这一点。
       *[other] { $host } 不必再报告拥塞。
    }
event-icmp-judged = { $host } 收到 ICMP 错误 { $error }，说的是它从 { $seq } 开始的报文段。
event-call-entered = { $host } 上的 { $process } 调用 { $call }。
event-call-blocked = { $host } 上的 { $call } 需要等待。
event-call-returned = { $host } 上的 { $call } 返回 { $told }。
event-program-sleeps = { $host } 上的 { $process } 休眠到 { $until }。
event-program-ended =
    { $thread ->
        [0] { $host } 上的 { $process } 已执行完毕。
       *[other] { $host } 上 { $process } 的线程 { $thread } 已执行完毕。
    }
event-program-stopped =
    { $fault ->
        [overflow] { $host } 上的 { $process } 停下：数值溢出。
        [divided-by-zero] { $host } 上的 { $process } 停下：除数为零。
        [no-value] { $host } 上的 { $process } 停下：变量还没有值。
        [no-time-passes] { $host } 上的 { $process } 被停下：它一行接一行地执行，从不等待，时间无法前进。
       *[other] { $host } 上的 { $process } 停下：线程数已达上限。
    }
event-thread-started = { $host } 上的 { $process } 启动线程 { $thread }。
event-process-ended = { $host } 上的 { $process } 已结束，它的描述符全部关闭。
event-syn-queued = { $host } 把连接放入半连接队列，队列长度 { $length }。
event-accept-queued = { $host } 把连接移入全连接队列，队列长度 { $length }。
event-accept-taken = { $host } 上的 accept 取走连接，全连接队列长度 { $length }。
event-entry-dropped = { $host } 从半连接队列中移除该连接，队列长度 { $length }。
event-syn-dropped = { $host } 丢弃 SYN：队列已满（{ $length }/{ $limit }）。
event-ack-dropped = { $host } 丢弃握手的最后一个 ACK：全连接队列已满（{ $length }/{ $limit }）。
event-ack-deferred = { $host } 把握手的最后一个 ACK 放在一边：监听套接字要等数据到来（TCP_DEFER_ACCEPT）。
event-cookie-sent = { $host } 用 cookie { $iss } 回应 SYN（其中记着 MSS { $mss }），自己什么也不留。
event-cookie-accepted = { $host } 在 ACK 里认出自己的 cookie，凭它建立连接（MSS { $mss }）。
event-cookie-refused = { $host } 在 ACK 里没有找到自己的 cookie。
event-cookie-dropped = { $host } 认出了 cookie，但丢弃这个 ACK：全连接队列已满（{ $length }/{ $limit }）。
event-time-wait-overflow = { $host } 不让这个连接停留在 TIME-WAIT：它将是第 { $count } 个，而上限是 { $limit }。
event-time-wait-reused = { $host } 让新连接取代一个已在 TIME-WAIT 停留 { $after } 的旧连接。
event-orphans-full = { $host } 重置这个无人持有的连接：它将是第 { $count } 个，而上限是 { $limit }。
event-syn-stale = { $host } 悄悄丢弃 SYN：它的时间戳 { $value } 比同一地址先前来过的 { $latest } 还旧。
event-port-chosen = { $host } 选用端口 { $port }。
event-error-pending = { $host } 记下 { $told }，留给该套接字的下一次调用。
event-option-set = { $host } 设置 { $option }，现在的值是 { $value }。
event-option-read = { $host } 上 { $option } 的值是 { $value }。
event-sysctl-set = { $host } 上的 { $name } 现在是 { $value }。
event-data-unread = { $host } 关闭套接字时，还有 { $octets } 字节没有读取。
event-close-deferred = { $host } 上的描述符已关闭，但另一个调用还在使用该套接字。
event-socket-orphaned = { $host } 上已没有程序持有这个套接字，余下由内核继续处理。
event-socket-gone = { $host } 上的套接字已释放。

# TCP 给使用者的通知。
signal-established = 连接已建立
signal-refused = 连接被拒绝
signal-reset = 连接被重置
signal-trouble = 传送遇到困难
signal-timed-out = 超时，已放弃
signal-peer-closed = 对方不再发送数据
signal-soft-error = 出现 ICMP 错误，也许只是暂时的
signal-unreachable = ICMP 报告对方不可达
signal-urgent = 前方有紧急数据
signal-closed = 连接已关闭

# 读者的操作，用来代替 event-act。
by-reader = 你
by-scenario = 场景
did-call = { $by }在 { $host } 上调用了 { $call }。
did-inject = { $by }向 { $to } 注入了 { $flags }，冒充 { $from }（{ $numbers }）。
did-inject-icmp = { $by }注入了一条发往 { $to } 的 ICMP 消息，冒充来自 { $from }。
did-drop = { $by }丢弃了 { $from } 发出的 { $flags }，{ $to } 不会收到它。
did-delay = { $by }把 { $from } 发出的 { $flags } 延迟到 { $until }。
did-duplicate = { $by }复制了 { $from } 发出的 { $flags }，另有一份副本在途。
did-corrupt = { $by }翻转了 { $from } 发出的 { $flags } 的第 { $bit } 个比特，它的校验和不再相符。
did-hold = { $by }扣住了 { $from } 发出的 { $flags }，直到放行为止。
did-release = { $by }放行了 { $from } 发出的 { $flags }，它将于 { $until } 到达。
did-add-rule = { $by }添加了一条网络规则。
did-remove-rule = { $by }移除了一条网络规则。
did-expire = { $by }让 { $host } 的{ $timer }定时器立即到期。
did-cut-cable = { $by }断开了 { $host } 的网线，报文段无法通过。
did-sysctl = { $by }把 { $host } 的 { $name } 设为 { $value }。
did-kill = { $by }杀死了 { $host } 上的 { $process }：内核关闭它的文件描述符。
did-power-off = { $by }关掉了 { $host } 的电源：内存中的一切都没有了，它什么也没有发出。
did-power-on = { $by }打开了 { $host } 的电源：此前的事它一概不记得。
did-reboot = { $by }重启了 { $host }：所有连接消失，程序重新开始。
did-switch =
    { $on ->
        [yes] { $by }让 { $host } 违反了协议。{ $switch }。
       *[no] { $host } 重新遵守协议，不再是：{ $switch }。
    }
did-restore-cable = { $by }接回了 { $host } 的网线。
event-act-refused = 场景想做一件事，但做不到：{ $error }。
