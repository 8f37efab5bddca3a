# 要怎样才会不同
differ = 要怎样结果才会不同
differ-any = 下面任何一条成立，结果就会不同：
differ-eq = { $left } 必须等于 { $right }。
differ-ne = { $left } 必须不等于 { $right }。
differ-lt = { $left } 必须小于 { $right }。
differ-le = { $left } 必须不大于 { $right }。
differ-gt = { $left } 必须大于 { $right }。
differ-ge = { $left } 必须不小于 { $right }。
differ-set = 这一点必须成立：{ $left }
differ-clear = 这一点必须不成立：{ $left }
operand-accept-queue = 全连接队列里的连接数
operand-backlog = backlog
operand-syn-queue = 半连接队列里的条目数
operand-syn-limit = 半连接队列的上限
operand-young-entries = SYN,ACK 尚未重发过的条目数
operand-free-descriptor = 最小的空闲文件描述符
operand-descriptor-limit = 文件描述符上限
operand-files = 主机上打开的文件数
operand-file-limit = fs.file-max
operand-port-holders = 占用该端口的套接字数
operand-ports-free = 空闲的临时端口数
operand-time-waits = 处于 TIME-WAIT 的连接数
operand-time-wait-limit = tcp_max_tw_buckets
operand-time-wait-age = 连接进入 TIME-WAIT 后经过的时间
operand-reuse-age = 允许复用所需的时间
operand-orphans = 主机上的孤儿连接数
operand-orphan-limit = tcp_max_orphans
operand-peer-timestamp-age = 距上次接受该地址时间戳的时间
operand-unread = 尚未读取的字节数
operand-wanted = 调用等待的字节数
operand-arrived = 等待读取的字节数
operand-available = 等待 accept 的连接数
operand-interactive = 程序作出回答的字节数
operand-peer-timestamp-memory = 对一个地址的时间戳记住多久
operand-backlog-reserve = 为已知地址保留的条目数
operand-queued = 这次调用已放进发送缓冲区的字节数
fact-older-timestamp = 时间戳比该地址上一次的更旧。
fact-bound-port = 端口由程序指定。
fact-tw-reuse = tcp_tw_reuse 允许在这两端之间复用。
fact-text = 已有数据到达。
fact-valid-cookie = ACK 带有有效的 SYN cookie。
fact-proven-peer = 该地址以前完成过握手。
fact-fin-wait-2-refused = 没有人持有的连接，这台主机不让它停在 FIN-WAIT-2。
fact-SYN = 报文段带有 SYN。
fact-ACK = 报文段带有 ACK。
fact-RST = 报文段带有 RST。
fact-FIN = 报文段带有 FIN。
fact-URG = 报文段带有 URG。
fact-cookies = 可以发送 SYN cookie。
fact-timestamps-agreed = 连接使用时间戳。
fact-drop-synfin = 这台主机丢弃同时带 SYN 和 FIN 的报文段。
fact-reported = 最早的在途报文段已被对方报告收到。
fact-CHANGEABLE = 允许对方更改用户超时。

# 为什么没有？
why-not-until = 直到 { $time }。
why-not-on-its-way = 它还没有到达。
why-not-held = 它在途中被扣住了，放行之后才会继续。
why-not-lost = 它没有到达：在途中丢失了。
why-not-no-host = 没有主机使用这个地址，谁也没收到它。
why-not-answered = 它得到了应答。
why-not-answer-delayed = 它的 ACK 在等同路的数据，以便捎带过去。延迟确认定时器一到期，ACK 就单独发出。
why-not-pure-ack = 它是不带数据的 ACK，不占用序号，没有什么可确认的。要是连 ACK 也要确认，就永远没完没了。
why-not-reset-silent = RST 从不应答，否则两端可能无休止地互相重置。
why-not-challenge-withheld = 本来应该回一个质询确认，但近来发得已经够多，这次不发。
why-not-queue-full = 监听套接字的队列已满：现有 { $length }，上限 { $limit }。再来的一律悄悄丢弃，对方会重试。
why-not-unreadable = 到达的内容不是合法的报文段：第 { $offset } 个字节与其余部分矛盾。读不懂的东西没有人应答。
why-not-not-for-us = 它是发给别人的。
why-not-icmp-only = ICMP 差错报文说的是某个报文段的事，只作判断，不作应答。
why-not-dropped = 有一条规则要求丢弃它。
why-not-nothing-owed = 其中没有需要应答的内容。
why-not-accepted = 它被接受了。
why-not-listening = 监听套接字自己没有连接，它只负责应答。
why-not-not-connected = 这个套接字没有连接。
why-not-closed = 连接已经结束。
why-not-handshake = 握手还没有完成（{ $state }）。{ $unsent ->
    [0] {""}
   *[other] 有 { $unsent } 字节在等它完成。
}
why-not-time-wait = 双方都已关闭。处于 TIME-WAIT 的连接只应答再次到来的 FIN。
why-not-fin-sent = FIN 已经发出，后面不能再发任何数据，只差对它的确认。
why-not-all-said = 它的 FIN 已被确认，这一侧没有话要说了，但仍会确认对方发来的数据。
why-not-nothing-queued = 程序没有交来要发送的数据。{ $inFlight ->
    [0] {""}
   *[other] 先前交来的还在途中：{ $inFlight } 个序号尚未确认。
}
why-not-window-shut = 对方的窗口为 0，等待发送的 { $unsent } 字节没有地方放。坚持定时器到期后会再去探问。
why-not-window-full = 对方的窗口是 { $wnd }，已被在途的 { $inFlight } 用完。{ $unsent } 字节在等 ACK 把窗口打开。
why-not-congestion-window = 拥塞窗口是 { $cwnd }，已经用完：网络中有 { $pipe }。{ $unsent } 字节在等 ACK。
why-not-nagle = Nagle 算法：{ $unsent } 字节不足一个完整的报文段（{ $mss }），而且还有 { $inFlight } 没有确认。等 ACK 到来，或者凑满一个报文段，才会发送。
why-not-corked = 程序说过后面还有数据：{ $unsent } 字节在等后续内容（TCP_CORK 或 MSG_MORE）。
why-not-silly-window = 窗口只容得下 { $unsent } 字节中的 { $usable } 字节。发一小块太浪费，所以等窗口变大。
why-not-losses-first = 先补发丢失的，再发新数据。
why-not-may-send = { $octets } 字节没有任何阻碍，下一步就会发送。
why-not-nothing-in-flight = 发出的全都已被确认，没有什么可重传的。
why-not-gave-up = 连接已被放弃：等应答等得够久了。
why-not-data-on-the-way = 发出的报文段还在途中，还谈不上丢失。
why-not-ack-on-the-way = 它已经到达，ACK 正在回来的路上。
why-not-ack-held-there = { $peer } 已经收到，只是推迟了确认。ACK 会赶在这边的重传定时器到期之前到来。
why-not-timer-not-due = 重传定时器正在计时：RTO 为 { $rto }{ $repeats ->
    [0] 。
   *[other] ，已重传 { $repeats } 次。
}在它到期之前，ACK 仍有可能到来。
why-not-probe-first = 先发送丢失探测：重发最后一个报文段，引出一个 ACK。
why-not-reordering-first = 后发的已经到达，所以这个也许只是迟到。一个很短的定时器会判断它是否丢失。
why-not-probes-instead = 对方的窗口已关闭。坚持定时器会发送探测，并没有丢失什么。
why-not-no-timer = 没有会引起重传的定时器在运行。
why-not-process-gone = 进程已经结束。
why-not-program-ended = 程序没有下一行了，进程带着它的描述符继续存在。
why-not-program-stopped = 程序无法继续：这一行没有意义。
why-not-program-runs = 没有调用在等待，程序下一步就会继续。
why-not-program-sleeps = 程序在睡眠。
why-not-accept-empty = accept 在等已建立的连接。全连接队列是空的{ $synQueue ->
    [0] 。
   *[other] ，半连接队列里的 { $synQueue } 个还没有完成握手。
}
why-not-connect-waits = 这一侧的握手完成时 connect 才返回。连接处于 { $state }{ $repeats ->
    [0] 。
   *[other] ，SYN 已重发 { $repeats } 次。
}
why-not-read-empty = 到达的都已读完，没有新的数据。期待的下一个字节是 { $nxt }。
why-not-read-hole = 已有 { $octets } 字节到达，但它们之前的字节 { $nxt } 还缺着。字节流只能按顺序读取。
why-not-send-full = 发送缓冲区已满：{ $held } 字节尚未确认。这次调用已有 { $sent } 字节放进缓冲区，其余的在等空位。
why-not-lingers = close 在等待（SO_LINGER），直到 { $octets } 字节得到确认。
why-not-poll-waits = poll 关注的套接字上还没有发生任何事情。
why-not-call-waits = { $call } 在等套接字发生变化。
