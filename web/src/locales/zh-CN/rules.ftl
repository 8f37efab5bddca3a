# 引擎的每条规则一句话，按代码。

# 调用（RFC 9293，3.10.1 至 3.10.6）
rule-open-passive = 被动 OPEN 建立一条连接记录，在 LISTEN 中等待。
rule-open-active = 主动 OPEN 选定初始序号，发送 SYN，进入 SYN-SENT。
rule-send-queued = SEND 把数据排在已等待的数据之后。
rule-send-segmentized = 等待的数据在对方窗口允许的范围内发出。
rule-receive-delivered = RECEIVE 交出已按序到达的数据。
rule-close-called = CLOSE 表示不再发送数据，由 FIN 告知对方。
rule-close-deletes = 在 LISTEN 或 SYN-SENT 中 CLOSE 只需删除记录：还没有需要告别的对方。
rule-close-after-data = FIN 排在所有等待发送的数据之后。
rule-abort-resets = ABORT 发送 RST，并立即删除记录。
rule-abort-deletes = 在此状态下 ABORT 直接删除记录，无须通知任何人。

# 发往已关闭端口的报文段（3.10.7.1）
rule-closed-ignores-reset = 对不存在的连接的 RST 不予理会；若回应，将没完没了。
rule-closed-resets = 对不存在的连接的报文段，以 RST 回应。

# LISTEN（3.10.7.2）
rule-listen-ignores-reset = LISTEN 中不理会 RST：还没有发送过任何它可能针对的东西。
rule-listen-resets-ack = LISTEN 中任何 ACK 都是错的，因为什么都没有发过：以 RST 回应。
rule-listen-drops-syn-ack = 监听中的端口收到 SYN,ACK 时，这台主机不作回应。
rule-listen-drops-fin = SYN 与 FIN 同来，等于一边打开一边关闭：这台主机丢弃它。
rule-listen-syn = LISTEN 中收到 SYN：建立处于 SYN-RECEIVED 的连接，并发出 SYN,ACK。
rule-listen-drops = LISTEN 中，RST、ACK、SYN 以外的一律丢弃。

# SYN-SENT（3.10.7.3）
rule-syn-sent-ack-range = SYN-SENT 中，ACK 必须恰好确认我们的 SYN：ISS < SEG.ACK ≤ SND.NXT。
rule-syn-hurries = 对端还记着一条旧连接，RST 刚把它结束：Linux 过两个时钟滴答就重发 SYN，不等整个重传超时。
rule-syn-sent-reset = SYN-SENT 中，RST 只有带着可接受的 ACK 才算数，此时连接被拒绝。
rule-syn-sent-reset-ignored = SYN-SENT 中，不带可接受 ACK 的 RST 被丢弃。
rule-syn-sent-syn = 对方的 SYN 给出 IRS，RCV.NXT 为其后一个序号。
rule-syn-sent-established = 我们的 SYN 已被确认，对方的 SYN 也已到达：进入 ESTABLISHED。
rule-simultaneous-open = 双方同时发出 SYN：各自进入 SYN-RECEIVED，并带上 ACK 重发自己的 SYN。
rule-syn-sent-drops = SYN-SENT 中，既无 SYN 又无 RST 的报文段被丢弃。

# 第一步：序号（3.10.7.4）
rule-sequence-acceptable = 报文段至少有一部分落在接收窗口内，继续处理。
rule-sequence-unacceptable = 报文段完全落在接收窗口之外：用 ACK 说明我们的位置，然后丢弃。
rule-reset-outside-window = 接收窗口之外的 RST 被丢弃，不作回应。
rule-time-wait-fin-again = TIME-WAIT 中再次收到 FIN，说明最后的 ACK 丢了：再确认一次，并重新开始 2 MSL。
rule-syn-ack-again = 我们的 SYN,ACK 可能丢失了：SYN 再次到来时重发 SYN,ACK，而不是只回一个 ACK。
rule-crossed-syn-ack = SYN-RECEIVED 中，序号为 IRS 的 SYN,ACK 按其 ACK 处理：同时打开就是这样完成的。
rule-syn-fin-ignored = 与本方 SYN 交错的 SYN 所带的 FIN 在此被忽略；按 RFC 应保留到连接打开之后再处理。
rule-repetition-counts = 紧接 RCV.NXT 之前的内容再次到达：再确认一次，而它自身的 ACK 仍然有效。

# 第二步：RST
rule-reset-exact = 序号恰为 RCV.NXT 的 RST 被采纳。
rule-reset-challenged = RST 在窗口内但序号不是 RCV.NXT，可能是攻击者猜的：用质询确认询问真正的对方。
rule-reset-in-window = 这台主机遵循 RFC 793：窗口内任何位置的 RST 都算数。
rule-time-wait-assassinated = 恰在 RCV.NXT 的 RST 使 TIME-WAIT 提前结束。
rule-time-wait-ignores-reset = TIME-WAIT 不理会 RST，谁也不能让它提前结束。
rule-time-wait-restarts = 对方还在发送：TIME-WAIT 重新计时。
rule-time-wait-reopens = 这个 SYN 肯定比旧连接新，新连接可以取而代之。
rule-reset-passive = 由 LISTEN 而来的 SYN-RECEIVED 收到 RST，回到 LISTEN。
rule-reset-refused = 由主动 OPEN 而来的 SYN-RECEIVED 收到 RST：连接被拒绝。
rule-reset-received = 有效的 RST 结束连接：清空队列，并通知程序。
rule-reset-closing = 在 CLOSING、LAST-ACK 或 TIME-WAIT 中，有效的 RST 悄然结束这条记录。

# 第四步：SYN
rule-syn-challenged = 同步状态下绝不采纳 SYN：用质询确认询问对方是否真的重新开始了。
rule-syn-resets = 这台主机遵循 RFC 793：已建立的连接在窗口内收到 SYN 是错误，以 RST 回应。
rule-syn-returns-to-listen = 窗口内的 SYN 使被动打开的 SYN-RECEIVED 回到 LISTEN。

# 第五步：ACK
rule-ack-absent = 不带 ACK 的报文段在这一步被丢弃。
rule-ack-blind = 这个 ACK 比对方可能指的一切都旧，可能是盲猜：以质询确认回应。
rule-ack-unsent = 它确认了从未发送过的东西：用 ACK 纠正，并丢弃该报文段。
rule-ack-establishes = ACK 确认了我们的 SYN（SND.UNA < SEG.ACK ≤ SND.NXT）：SYN-RECEIVED 变为 ESTABLISHED。
rule-ack-resets = SYN-RECEIVED 中，对不可接受的 ACK 以 RST 回应。
rule-ack-new = SND.UNA < SEG.ACK ≤ SND.NXT：SND.UNA 前移，被确认的内容离开重传队列。
rule-ack-duplicate = SEG.ACK ≤ SND.UNA：没有确认任何新的内容。
rule-window-update = 该报文段不比上一次窗口更新旧，因此采用它的窗口。
rule-window-stale = 该报文段比上一次窗口更新旧，窗口保持不变。
rule-fin-acked = 我们的 FIN 已被确认：FIN-WAIT-1 变为 FIN-WAIT-2。
rule-closing-acked = CLOSING 中我们的 FIN 已被确认：进入 TIME-WAIT。
rule-last-ack = LAST-ACK 中我们的 FIN 已被确认：连接 CLOSED。

# 第六至八步：紧急数据、数据、FIN
rule-urgent-advances = 紧急标记前移，并通知程序。
rule-text-accepted = 从 RCV.NXT 开始的数据交给程序，RCV.NXT 随之前移。
rule-text-kept = RCV.NXT 之后的数据先暂存，等前面的缺口补上。
rule-text-ignored = 对方发过 FIN 之后不应再有数据：不予理会。
rule-text-after-close = 已经没有人会读这些数据，因此以 RST 回应。
rule-fin-close-wait = ESTABLISHED 中收到对方的 FIN：对方不再发送，我们进入 CLOSE-WAIT。
rule-fin-closing = 对方的 FIN 先于对我们 FIN 的确认到达：双方同时关闭，进入 CLOSING。
rule-fin-time-wait = 收到对方的 FIN，我们的 FIN 也已被确认：进入 TIME-WAIT，等待 2 MSL。

# 超时（3.10.8）
rule-user-timeout-runs = 有内容等待确认时，用户超时定时器在走；每有进展就重新开始。
rule-user-timeout-rests = 已没有内容等待确认，或者对端在零窗口后仍有应答：用户超时定时器停下。
rule-user-timeout = 用户超时已到：清空一切，并通知程序。
rule-user-timeout-adopted = 对端通告了它的用户超时：取两者中较长的，并限制在下限与上限之间。
rule-user-timeout-kept = 对端通告了它的用户超时，但程序已自行设置：保持不变。
rule-retransmission-timeout = 重传定时器到期：最早的未确认报文段再次发出。
rule-time-wait-timeout = 2 MSL 已过，这个连接的任何报文段都不可能还在途中：CLOSED。
rule-orphan-refused = TCP_LINGER2 为负：没有程序持有这个连接之后，不再等对方的 FIN。
rule-orphan-limited = 已没有程序持有这个连接：对方的 FIN 只等有限的时间。
rule-delivery-trouble = 已重传多次（R1）：告知用户传送遇到困难。
rule-give-up = 重传次数已够（R2）：放弃连接。
rule-syn-ack-give-up = SYN,ACK 的重传次数已达本机上限（Linux 为 tcp_synack_retries）：删除该条目。
rule-syn-give-up = SYN 重传次数已够：放弃建立连接。

# 机制
rule-initial-sequence-number = 初始序号等于 4 µs 的时钟加上地址与端口的带密钥散列，别人无从猜测。
rule-rto-sample = 测得一次往返时间：由它更新 SRTT 和 RTTVAR，再由二者得出 RTO。
rule-rto-karn = 发送过两次的报文段不用来测量：无法知道被确认的是哪一次（Karn 算法）。
rule-rto-timer-start = 有内容在途，因此启动重传定时器。
rule-rto-timer-stop = 全部都已确认，因此停止重传定时器。
rule-rto-timer-restart = 有新数据得到确认，且仍有内容在途：重传定时器重新开始。
rule-rto-back-off = 定时器到期：RTO 加倍，以免淹没缓慢的网络。
rule-rto-after-syn = SYN 重传过，因此数据阶段的 RTO 从 3 s 开始。
rule-initial-window = 收到第一个 ACK 之前只能发出少数几个报文段；如果 SYN 重传过，就只有一个。
rule-slow-start = 低于 ssthresh 时，确认多少就多发多少：cwnd 每个往返翻一倍。
rule-congestion-avoidance = 达到 ssthresh 之后，每确认一整个窗口，cwnd 只增加一个报文段。
rule-congestion-window = 网络中的数据不得超过 cwnd：其余的要等 ACK。
rule-duplicate-ack = 还有数据未确认时又来了同样的 ACK：有报文段乱序到达。
rule-fast-retransmit = 三个重复 ACK 说明有报文段丢失：不等定时器就重传，并把 cwnd 减半。
rule-fast-recovery = 此后每个重复 ACK 都说明又有一个报文段离开了网络：cwnd 为它增加一个报文段。
rule-partial-ack = 这个 ACK 没有覆盖恢复开始时在途的全部数据：它指出下一个空洞，于是重传那里。
rule-full-ack = 恢复开始时在途的数据都已确认：恢复结束。
rule-loss-window = 定时器到期：ssthresh 取在途数据的一半，cwnd 降到一个报文段。
rule-idle-restart = 超过一个 RTO 没有发送：对网络的了解已经过时，cwnd 重新从小值开始。
rule-cubic-growth = cwnd 随上次丢失以来的时间按三次曲线变化：先快，接近原先的最大值时变平，然后再变快。
rule-sack-reported = 对端报告了空洞之后已收到的数据，这些不必重传。
rule-sack-lost = 在它之后已有足够多的数据被报告收到：认定它已丢失。
rule-proportional-reduction = 恢复期间，到达多少就发送多少（略少一些），直到 cwnd 降到 ssthresh。
rule-congestion-signal = 网络表示发生了拥塞：cwnd 像丢包时一样降低，每个窗口只降一次。
rule-rack = 比它后发的报文段已经到达，容许乱序的时间也已过去：认定它已丢失。
rule-rack-waits = 比它后发的报文段已经到达：它可能只是迟到，也可能已丢失，由定时器来判断。
rule-reordering-seen = 只发送过一次的报文段，比在它之后发送的更晚到达：这条路径上会乱序。
rule-tail-loss-probe = 两个往返时间内没有 ACK：发一个探测报文引出 ACK，远早于重传定时器到期。
rule-probe-repaired = 探测报文填补了空洞，说明确有丢失：cwnd 因此降低。
rule-forward-rto = 超时之前发出的数据凭第一次发送就到达了：这次超时是虚假的。
rule-undone = 到达的数据是在任何重传之前发出的：降低窗口没有必要，予以撤销。
rule-undone-by-duplicates = 对端把重传的数据全都收到了两次：降低窗口没有必要，予以撤销。
rule-reneging = 对端似乎丢弃了它报告过的数据：给它一小段时间重新报告。
rule-slow-start-again = 超时之后，随着 cwnd 增长，把原来在途的数据依次重发。
rule-remote-mss = 报文段的大小以两端都能接受为准。
rule-options-agreed = 只有双方的 SYN 都提出的扩展才生效。
rule-syn-plain = SYN 已重传多次，这次不带选项，以防对方无法处理选项。
rule-timestamp-missing = 双方已约定使用时间戳，而这个报文段没有：静默丢弃。
rule-paws-refuses = 时间戳比最近采用的还旧：这是旧报文段（PAWS）。
rule-timestamp-taken = 按序到达的报文段的时间戳用于回显。
rule-rto-echo = 回显的时间戳说明被确认的是哪一份，因此可以测量往返时间。
rule-delayed-ack = ACK 等待可捎带的数据或第二个报文段，不超过半秒。
rule-delayed-ack-due = ACK 等待的时间已到：单独发出。
rule-ack-carried = ACK 已随这个报文段发出，它的定时器不再需要。
rule-ack-every-second = 已有两个满长度的报文段等待确认：立即发送 ACK。
rule-quick-ack = 发送方正在打开窗口，或在停顿之后重新开始：接下来的 ACK 立即发送。
rule-ack-on-reading = 程序已读走收到的数据：ACK 不必再等。
rule-ack-at-once = 出现或补上了缺口：立即发送 ACK，让发送方知道。
rule-ack-control = SYN 或 FIN 立即得到确认。
rule-window-reopens = 窗口增大到值得告诉对方的程度。
rule-zero-window-probe = 窗口为零而有数据等待：用一个字节询问窗口是否已打开。
rule-nagle = 还有内容未被确认时，不足一个报文段的数据先等待（Nagle 算法）。
rule-corked = 程序已说明后面还有数据：不足一个报文段的部分先等待。
rule-silly-window = 小块数据等待更大的窗口。
rule-silly-window-override = 小块数据等得够久了，照样发送。
rule-urgent-sent = 紧急指针指向紧急数据之后的那个字节。
rule-challenge-limited = 近来的质询确认已经够多：这次不发。
rule-timer-cleared = 这个定时器已不再有用。

# 保活与显式拥塞通知
rule-keepalive-runs = 连接空闲：开始计算对方沉默的时间。
rule-keepalive-probe = 对方沉默已久：发一个旧序号的报文段，问它还在不在。
rule-keepalive-gives-up = 连续几次保活都没有回答：放弃这个连接。
rule-ecn-agreed = 双方都使用显式拥塞通知（ECN）。
rule-ecn-fallback = SYN 没有回答；有些设备不认 ECN，这次不带 ECN 再发。
rule-ecn-echo = 路由器给数据报打了标记而没有丢弃：此后每个 ACK 都说明这一点（ECE），直到发送方回应（CWR）。
rule-ecn-echo-ends = 发送方已收缩窗口（CWR）：ACK 不必再带 ECE。

# 线路
rule-checksum-failed = 校验和不符：报文段已损坏，丢弃。
rule-malformed = 首部自相矛盾：丢弃该报文段。

# ICMP
rule-icmp-forged = 消息引用的序号并不在途：可能是伪造的，不予理会。
rule-icmp-quench = 源抑制要求放慢；TCP 自有拥塞控制，不予理会。
rule-icmp-soft = 软错误：可能只是暂时的，连接继续，错误先记下来。
rule-icmp-hard = 硬错误：再试也无用，连接到此为止。
rule-icmp-any-opening = 连接尚在建立时，这台主机遇到任何 ICMP 错误都放弃。
rule-icmp-prohibited-opening = 在 SYN-SENT 状态，这台主机收到“禁止访问”或“生存时间耗尽”就放弃。
rule-icmp-too-big = 途中有路由器无法转发这么大的分组：报文段必须变小。

# 主机
rule-call-made = 程序执行一次系统调用。
rule-call-waits = 阻塞的调用等待结果。
rule-call-answered = 结果已有，调用返回。
rule-would-block = 套接字是非阻塞的：需要等待的调用直接以 EAGAIN 失败。
rule-no-such-descriptor = 没有打开的描述符是这个编号：EBADF。
rule-descriptor-limit = 进程的描述符已到上限：EMFILE。
rule-files-full = 主机上所有进程打开的文件总数已达 fs.file-max：ENFILE。
rule-sockets-full = 主机已容不下更多套接字。
rule-bound-already = 套接字已有端口或连接，不能再绑定。
rule-no-such-address = 这个地址不属于本机：bind() 只能绑定主机自己拥有的地址。
rule-port-taken = 这个端口上已有别的套接字，哪怕只剩 TIME-WAIT。
rule-port-chosen = 套接字需要端口：从临时端口范围里取一个空闲的。
rule-ports-exhausted = 临时端口已全部用完。
rule-not-listening = 只有监听套接字才能 accept。
rule-no-such-peer = 这个地址上没有可到达的主机。
rule-connect-begun = 连接已经开始建立；套接字是非阻塞的，调用不等结果。
rule-connected-already = 套接字已经连接，或正在监听。
rule-not-connected = 套接字没有连接。
rule-send-shut = 这个套接字不能再发送数据：EPIPE。
rule-recv-end = 数据已读完，也不会再有：返回 0 表示结束。
rule-no-urgent-octet = 前面没有紧急字节，或者已被取走，或者它留在数据流中：EINVAL。
rule-urgent-awaited = 紧急字节已宣告但尚未到达：EAGAIN。
rule-urgent-taken = 紧急字节在数据流之外单独交付。
rule-error-refused = SYN 得到的回答是 RST：调用得到 ECONNREFUSED。
rule-error-reset = RST 终止了连接：下一次调用得到 ECONNRESET，只报告一次。
rule-error-pipe = 对方的 FIN 之后又来了 RST：写操作以 EPIPE 失败。
rule-error-timed-out = 对方沉默太久：下一次调用得到 ETIMEDOUT。
rule-error-unreachable = ICMP 错误说明了无人应答的原因：调用得到对应的错误码。
rule-close-unread = 关闭时还有数据没读：发送 RST 而不是 FIN，让对方知道数据丢了。
rule-close-deferred = 另一个线程正在这个套接字上执行调用，要等它返回才真正关闭。
rule-call-timeout = 调用已等满规定的时间，不再等待，直接返回。
rule-option-set = 套接字选项已设置；主机实际保存的值可能与请求的不同。
rule-option-read = 程序查询套接字的一个选项。
rule-option-refused = 该选项不能取这个值，或者根本不能设置。
rule-bad-address = 缓冲区不在进程的内存里：EFAULT。
rule-sysctl-set = 主机的一项设置改变了，新连接按新的设置运行。
rule-close-ends-calls = CLOSE 让仍在这个连接上等待的调用以错误返回。
rule-orphaned = 已没有描述符指向这个套接字，余下的由 TCP 自行完成。
rule-too-many-orphans = 没有程序持有的连接已超过 tcp_max_orphans，这一个被重置。
rule-time-wait-overflow = 处于 TIME-WAIT 的连接已达 tcp_max_tw_buckets：这一个直接关闭，也就失去了对旧报文段的防护。
rule-time-wait-reused = 旧连接用过时间戳，并且已经停留足够久（tcp_tw_reuse）：它的旧报文段能被认出来，所以端口可以给新连接用。
rule-time-wait-recycled = tcp_tw_recycle：TIME-WAIT 只保持 3.5 个 RTO，因为主机改为记住这个地址最后的时间戳。
rule-recycle-refuses = tcp_tw_recycle 把一个地址当成一个时钟：时间戳比该地址上次的更旧，SYN 就被悄悄丢弃。而 NAT 后面的多台主机共用一个地址，时钟却各走各的。
rule-socket-gone = 已没有描述符指向这个套接字，它的连接也已结束。
rule-syn-queued = 握手完成之前，连接先放在监听套接字的半连接队列里。
rule-accept-queued = 握手完成，连接进入全连接队列，等待 accept()。
rule-accept-taken = accept() 从全连接队列中取走最早的连接。
rule-accept-queue-full = 全连接队列已比 backlog 多一个，不再加入新的连接。
rule-syn-queue-full = 半连接队列已比 backlog 多一个，丢弃这个 SYN。
rule-syn-cookie-sent = 半连接队列已满，这个 SYN 什么也不留下：回应的初始序号就是 cookie，里面有计数器、MSS 和带密钥的散列。其他选项都会丢失，除非有时间戳可以捎带。
rule-syn-cookie-accepted = 只有收到过 cookie 的一方才能把它送回来：连接凭它建立，就像队列里一直有这个条目一样。
rule-syn-cookie-refused = cookie 必须含有本机对两端算出的散列，而且不超过两分钟；这个序号不符合。
rule-syn-backlog-reserved = 不用 SYN cookie 时，tcp_max_syn_backlog 的最后四分之一留给以前连接过的主机。
rule-defer-accept = TCP_DEFER_ACCEPT：要让 accept() 返回时已有数据，所以单独一个 ACK 还不算完成握手。
rule-abort-on-overflow = 全连接队列已满，这台主机以 RST 回应（tcp_abort_on_overflow）。
rule-entry-gone = 握手没有完成，它的条目离开半连接队列。
rule-listener-closed = 监听套接字已关闭，它的两个队列随之清空。
rule-icmp-stray = 消息引用的报文段不是这台主机的任何连接发出的。
rule-syn-fin-dropped = SYN 与 FIN 不该同在一个报文段里：这台主机不加理会地丢弃它。
rule-not-for-us = 这个分组是发给其他地址的。
rule-kernel-logs = 内核把情况写进日志给运维人员看，五秒内最多十行。
rule-killed = SIGKILL 立即终止进程，无法捕获；内核替它关闭所有描述符。
rule-broken-pipe = 向已经不能发送的套接字写数据，进程会收到 SIGPIPE 并因此终止，除非它忽略该信号，或调用时带上 MSG_NOSIGNAL。
rule-power-lost = 主机断电后，所知的一切都丢失，也无法通知任何一方。
rule-booted = 主机启动时各表为空，用来生成初始序号的密钥是新的，程序从头运行。
rule-program-sleeps = 程序要求休眠。
rule-program-ends = 没有下一行了。进程还在，它的描述符仍然打开。
rule-program-stopped = 这一行无法执行，线程停在原处。
rule-thread-starts = 程序启动另一个线程：线程得到一份变量的副本，与其他线程共用描述符。
rule-process-exits = 程序调用了 exit，系统关闭该进程的所有描述符。

# 网络
rule-link-carries = 链路把报文段送到另一端。
rule-link-loss = 链路随机丢失了该报文段。
rule-link-duplicates = 链路随机把该报文段送了两份。
rule-link-reorders = 链路随机让其他报文段超过了它。
rule-link-corrupts = 链路随机损坏了该报文段的一个比特。
rule-link-too-big = 数据报超过链路能承载的大小，又不许分片：路由器丢弃它并告知发送方。
rule-link-marks = 路由器给数据报打上拥塞标记，而不是丢弃它。
rule-link-queue-full = 链路前的队列已满。
rule-rule-applied = 由一条网络规则决定。
rule-cable-cut = 网线已断开。
rule-host-down = 主机已断电，到达它的报文段都会丢失。
rule-nat-outbound = NAT 设备用自己的地址和端口代替源地址和源端口。
rule-nat-inbound = NAT 设备记得这个连接，把目的改写为内网主机。
rule-nat-unknown = 这个端口上没有从内网发起的连接，NAT 设备丢弃该报文段。
rule-nat-full = NAT 设备对这个对端已没有空闲端口。
rule-no-host = 没有主机使用这个地址。
rule-no-route = 没有链路通向这台主机。
rule-in-flight-limit = 在途的报文段超过了实验台的上限。

# 实验台
rule-act = 这是你的操作。

# 故意破坏
rule-two-way-handshake = 本机被设置为破坏协议：不等第三个报文段，单凭一个 SYN 就打开连接，无论它有多旧。
rule-split-syn-ack = 本机被设置为破坏协议：ACK 与 SYN 先后发出，握手用了四个报文段，却什么也没多得到。
rule-constant-isn = 本机被设置为破坏协议：每个连接都从同一个序号开始，谁都猜得到。
rule-no-time-wait = 本机被设置为破坏协议：主动关闭的一方立即消失，没有人再补发最后的 ACK，也没有人把旧报文段挡在下一个连接之外。
rule-no-rst = 本机被设置为破坏协议：该发 RST 的时候它一声不吭，对端永远不知道连接并不存在。
rule-accept-any-ack = 本机被设置为破坏协议：不可能成立的确认号也算数，伪造者连它都不用猜。
rule-no-paws = 本机被设置为破坏协议：时间戳比上次收到的还旧，旧报文段却照样放行。
rule-switch-set = 这台主机遵守哪些 TCP 规则，由你决定。

# 不是 RFC 的依据。
source-broken-on-purpose = 故意破坏
source-host = 实验台的主机
source-link = 实验台的链路
source-link-rule = 实验台的网络规则
source-reader = 你的操作
rule-scripted = 这是场景安排的动作。
