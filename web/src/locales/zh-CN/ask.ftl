# 预测：即将发生什么
predict-right = 答对了。
predict-wrong = 不太对。答案是 { $answer }。
ask-flags = { $host } 马上要向 { $peer } 发送一个报文段，它会带哪些标志？
ask-seq = { $host } 马上要向 { $peer } 发送一个报文段，它的 SEQ 是多少？
ask-ack = { $host } 马上要向 { $peer } 发送一个报文段，它的 ACK 是多少？
ask-len = { $host } 马上要向 { $peer } 发送一个报文段，它占用多少个序号（LEN）？
ask-state =
    { $from ->
        [LISTEN] 一个 SYN 让 { $host } 新建一条连接，监听套接字仍在 LISTEN。这条新连接进入哪个状态？
       *[other] { $host } 的连接处于 { $from }，接下来进入哪个状态？
    }
ask-result = { $host } 上的 { $call } 马上要返回，它返回什么？
ask-timer = { $host } 有一个定时器马上到期，是哪一个？

# 答错说明了什么
mistake-forgot-one = { $flag } 虽然不带数据，自己也占用一个序号，所以是 { $answer }，不是 { $given }。
mistake-last-octet = { $given } 是最后一个已用的序号，这里要的是下一个：{ $answer }。
mistake-first-octet = { $given } 是所收报文段的起点。ACK 指的是它结束之后的下一个序号：{ $answer }。
mistake-pure-ack-counted = 不带数据的 ACK 不占用序号，序号没有前进：{ $answer }。
mistake-one-too-many = 多加了一：应该是 { $answer }。
mistake-too-far = { $given } 之前的序号还没有全部用掉。答案是 { $answer }。
mistake-own-number = { $given } 是自己这个方向的序号。ACK 说的是对方的序号：{ $answer }。
mistake-peer-number = { $given } 是对方那个方向的序号。SEQ 数的是自己发出的内容：{ $answer }。
mistake-beyond-hole = 确认是累积的：{ $given } 之前还有缺口，期待的下一个序号仍是 { $answer }。
mistake-old-ack = { $given } 是上一次的确认号。此后到达的内容已把它推进到 { $answer }。
mistake-window-for-number = { $given } 是窗口，说的是还能收多少字节。这里要的序号是 { $answer }。
mistake-relative-number = { $given } 是从初始序号数起的相对值。报文段里写的是 { $answer }。
mistake-length-for-number = { $given } 是到达了多少。ACK 是字节流中的位置：{ $answer }。
mistake-zero-number = 序号不是从 0 开始，而是从初始序号开始。这里是 { $answer }。
mistake-not-advanced = 前一个报文段已用掉 { $octets } 个序号，这一个从它们之后开始：{ $answer }。
mistake-new-number = 这个报文段是重发的，带的是原来的序号 { $answer }，而不是下一个新序号。
mistake-end-of-segment = { $given } 是报文段结束之后的序号。SEQ 是它的第一个序号：{ $answer }。
mistake-control-not-counted = LEN 把 { $flag } 算作一个序号，这样它才能被确认。所以是 { $answer }。
mistake-header-counted = { $header } 字节的首部不占序号。LEN 是 { $answer }。
mistake-all-queued = 等待发送的更多，但一个报文段最多装 MSS 那么多，即 { $mss } 字节。这里是 { $answer }。
mistake-window-for-length = { $given } 是它通告的窗口，不是它携带的内容。LEN 是 { $answer }。
mistake-no-ack-bit = 对方的 SYN 一旦到达，之后每个报文段都要确认它，ACK 位必须置位。这里是 { $answer }。
mistake-ack-too-early = 对方还什么都没有发来，没有可确认的内容。这里是 { $answer }。
mistake-reset-with-ack = 收到的报文段带有 ACK：RST 的 SEQ 就取自那里，自己不需要 ACK。这里是 { $answer }。
mistake-reset-without-ack = 收到的报文段没有 ACK，RST 的 SEQ 为 0，只能靠 ACK 说明它应答的是什么。这里是 { $answer }。
mistake-push = 程序的一次写入到此为止就置 PSH，让接收方及时交付。这里是 { $answer }。
mistake-syn-repeated = SYN 只属于每个方向的第一个报文段。这里是 { $answer }。
mistake-syn-missing = 每个方向的第一个报文段都带 SYN，通告初始序号。这里是 { $answer }。
mistake-fin-missing = 这一侧已经关闭，数据也都发完了：该发 FIN。这里是 { $answer }。
mistake-fin-too-early = 这一侧还没有关闭，不会发 FIN。这里是 { $answer }。
mistake-syn-ack-split = SYN 和对对方 SYN 的确认放在同一个报文段里，所以三次就够。这里是 { $answer }。
mistake-reset-expected = 没有哪个连接能收下这个报文段，只能回 RST。这里是 { $answer }。
mistake-reset-not-needed = 这里一切正常，不需要重置。这里是 { $answer }。
mistake-ecn-bits = ECE 和 CWR 用来报告拥塞，或在握手时协商这项功能。这里是 { $answer }。
mistake-established-too-early = 处于 { $from } 时，它自己的 SYN 还没有得到确认。先进入的是 { $answer }。
mistake-state-kept = 它已经处于 { $given }，现在发生的事使它进入 { $answer }。
mistake-close-wait-last-ack = CLOSE-WAIT 等的是本端程序关闭；LAST-ACK 在自己的 FIN 发出之后，等最后的 ACK。这里是 { $answer }。
mistake-fin-wait-mixed = FIN-WAIT-1 等对自己 FIN 的确认，FIN-WAIT-2 等对方的 FIN。这里是 { $answer }。
mistake-time-wait-wrong-side = TIME-WAIT 属于先关闭的一方，在收到对方的 FIN 之后。这里是 { $answer }。
mistake-time-wait-skipped = 先关闭的一方也许还要重发最后的 ACK，所以要等 2 MSL。这里是 { $answer }。
mistake-closed-for-listen = 这个连接来自 LISTEN，也回到 LISTEN：{ $answer }。
mistake-listen-for-closed = 监听套接字另有自己的控制块，它还在。这个连接结束了：{ $answer }。
mistake-closing-mixed = CLOSING 出现在两个 FIN 交错时：对方的 FIN 已到，对自己 FIN 的确认还没到。这里是 { $answer }。
mistake-syn-states-mixed = SYN-SENT 发过 SYN 而没有收到，SYN-RECEIVED 两者都有。这里是 { $answer }。
mistake-who-closed = 先关闭的一方进入 FIN-WAIT-1；先收到 FIN 的一方进入 CLOSE-WAIT。这里是 { $answer }。
mistake-not-over = 这里没有什么会结束连接：既没有 RST，也没有谁放弃。这里是 { $answer }。
mistake-no-such-edge = 状态图中没有从 { $from } 到 { $given } 的边。这里是 { $answer }。
mistake-errno-econnreset = 连接中途收到 RST 才是 ECONNRESET。这里是 { $answer }。
mistake-errno-epipe = 已经不能再发送却还要写入，才是 EPIPE。这里是 { $answer }。
mistake-errno-econnrefused = SYN 得到 RST，说明没有人监听，才是 ECONNREFUSED。这里是 { $answer }。
mistake-errno-etimedout = 重试用尽仍然没有任何回音，才是 ETIMEDOUT。这里是 { $answer }。
mistake-errno-eagain = 不允许等待的调用才返回 EAGAIN。这里是 { $answer }。
mistake-errno-eaddrinuse = 端口被别人占用才是 EADDRINUSE。这里是 { $answer }。
mistake-errno-eaddrnotavail = 没有可用的端口或地址才是 EADDRNOTAVAIL。这里是 { $answer }。
mistake-errno-enotconn = 套接字没有连接才是 ENOTCONN。这里是 { $answer }。
mistake-error-expected = 这个调用会失败，错误是 { $answer }。
mistake-end-of-file = 数据已全部读完，对方也已关闭：返回 0，即文件结束。
mistake-not-end-of-file = 返回 0 表示对方已关闭并且全部读完。现在还有数据可读：{ $answer }。
mistake-asked-not-arrived = 返回的是现有的字节数，不是要求的字节数：{ $answer }。
mistake-lowest-descriptor = 新描述符取最小的空闲编号，0 到 2 已被占用：{ $answer }。
mistake-own-descriptor = { $given } 是监听套接字。新连接有自己的描述符：{ $answer }。
mistake-zero-is-success = 没有别的可报告时，调用成功就返回 { $answer }。
mistake-octets-queued = 返回的是接收下来的字节数，并不表示已经到达：{ $answer }。
mistake-timer-later = 那个定时器也在运行，但到期更晚，在 { $until }。先到期的是：{ $answer }。
mistake-timer-not-set = 那个定时器没有在运行。答案是：{ $answer }。

# 两次运行在哪里分开
divergence-at = 从 { $time } 起分开。
divergence-same = 在两边都已走到的范围内，完全相同。
divergence-act = 有人在其中一边动了手。
divergence-script = 场景在其中一边采取了行动。
divergence-profile = { $host } 是不同的系统：左边是 { $left }，右边是 { $right }。
divergence-program = { $host } 上的程序不同。
divergence-isn = { $host } 的初始序号不同。
divergence-knobs = { $host } 的设置不同。
divergence-hosts = 主机不同。
divergence-rules = 网络遵循的规则不同。
divergence-links = 链路不同。
divergence-loss = 同一个报文段，一边丢失，一边到达。
divergence-luck = 只是运气不同：两边的种子不一样。
divergence-unknown = 两边在这里分开。

# 设置上的不同
setting-switch = 只有{ $side ->
    [left] 左边
   *[right] 右边
}的 { $host } 破坏了一条 TCP 规则：{ $rule }。
setting-sysctl = { $host } 的 { $name } 在左边是 { $left }，在右边是 { $right }。
setting-program = { $host } 的程序“{ $name }”两边不同：左边是 { $left }，右边是 { $right }。
