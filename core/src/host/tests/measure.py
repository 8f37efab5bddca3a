#!/usr/bin/env python3
"""Asks this machine's kernel what every system call, and every kind of segment, gets in every state of a connection.

    unshare -n python3 measure.py calls > calls.tsv            (as root; needs /dev/net/tun)
    unshare -n python3 measure.py segments > segments.tsv

The peer is this script, behind a TUN device: it sends exactly the segments that lead to the state, and answers
nothing. Every socket is non-blocking, so EAGAIN, EINPROGRESS and EALREADY stand for "it would wait".
"""
import errno, fcntl, os, platform, select, socket, struct, subprocess, sys, time

HERE, PEER, SILENT = "10.9.0.1", ("10.9.0.2", 80), ("10.9.0.3", 80)
FIN, SYN, RST, ACK = 1, 2, 4, 16
ISS = 1000
STATES = {1: "ESTABLISHED", 2: "SYN-SENT", 3: "SYN-RECEIVED", 4: "FIN-WAIT-1", 5: "FIN-WAIT-2", 7: "CLOSED",
          8: "CLOSE-WAIT", 9: "LAST-ACK", 10: "LISTEN", 11: "CLOSING"}
LINGER_ZERO = struct.pack("ii", 1, 0)
kept = []


def open_tun():
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH", b"lab0", 0x1001))
    for command in ("ip link set lo up", f"ip addr add {HERE}/24 dev lab0", "ip link set lab0 up"):
        subprocess.run(command.split(), check=True)
    return tun


def checksum(octets):
    octets += b"\0" * (len(octets) % 2)
    total = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def emit(port, seq, ack, flags, data=b""):
    src, dst = (socket.inet_aton(address) for address in (PEER[0], HERE))
    head = struct.pack("!HHIIBBHHH", PEER[1], port, seq % 2**32, ack % 2**32, 0x50, flags, 65535, 0, 0) + data
    pseudo = src + dst + struct.pack("!BBH", 0, 6, len(head))
    head = head[:16] + struct.pack("!H", checksum(pseudo + head)) + head[18:]
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(head), 0, 0, 64, 6, 0, src, dst)
    os.write(TUN, ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:] + head)
    time.sleep(0.01)


def take(wait):
    """The next TCP segment: source port, sequence number, flags, acknowledgment number, octets of text."""
    while select.select([TUN], [], [], wait)[0]:
        packet = os.read(TUN, 4096)
        if packet[0] >> 4 == 4 and packet[9] == 6:
            segment = packet[(packet[0] & 15) * 4:]
            source, _, seq, ack, offset, flags = struct.unpack("!HHIIBB", segment[:14])
            return source, seq, flags, ack, len(segment) - (offset >> 4) * 4
    return None


def drain():
    while take(0.005):
        pass


class Peer:
    """A fresh socket and the other end of its connection."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.port, self.snd, self.rcv = None, None, ISS + 1
        kept.append(self.socket)

    def call(self, name, *args):
        try:
            return getattr(self.socket, name)(*args)
        except OSError as error:
            return error

    def connect(self):
        drain()
        self.call("connect", PEER)
        while True:
            source, seq, flags, *_ = take(1)
            if flags == SYN and source == self.socket.getsockname()[1]:
                self.port, self.snd = source, seq + 1
                return self

    def sends(self, flags, data=b"", seq=None):
        emit(self.port, self.rcv if seq is None else seq, self.snd if flags & ACK else 0, flags, data)
        self.rcv += len(data) + (flags & FIN)
        return self

    def opened(self):
        return self.connect().sends(SYN | ACK, seq=ISS)

    def established(self):
        peer = self.opened()
        peer.call("connect", PEER)
        return peer

    def shut(self, how):
        self.call("shutdown", how)
        return self

    def acked(self, flags=ACK, data=b""):
        """The FIN that was sent is acknowledged."""
        self.snd += 1
        return self.sends(flags, data)

    def bound(self):
        self.call("bind", (HERE, 0))
        return self

    def listening(self):
        self.bound().call("listen", 5)
        return self


DATA = b"abc"
MAKE = {
    "fresh": lambda: Peer(),
    "bound": lambda: Peer().bound(),
    "listening": lambda: Peer().listening(),
    "syn-sent": lambda: Peer().connect(),
    "syn-received": lambda: Peer().connect().sends(SYN, seq=ISS),
    "connected-unfetched": lambda: Peer().opened(),
    "established": lambda: Peer().established(),
    "established-readable": lambda: Peer().established().sends(ACK, DATA),
    "established-shut-read": lambda: Peer().established().shut(0),
    "fin-wait-1": lambda: Peer().established().shut(1),
    "fin-wait-1-shut-both": lambda: Peer().established().shut(2),
    "fin-wait-2": lambda: Peer().established().shut(1).acked(),
    "fin-wait-2-readable": lambda: Peer().established().shut(1).acked(ACK, DATA),
    "close-wait": lambda: Peer().established().sends(FIN | ACK),
    "close-wait-readable": lambda: Peer().established().sends(FIN | ACK, DATA),
    "closing": lambda: Peer().established().shut(1).sends(FIN | ACK),
    "last-ack": lambda: Peer().established().sends(FIN | ACK).shut(1),
    "last-ack-readable": lambda: Peer().established().sends(FIN | ACK, DATA).shut(1),
    "time-wait": lambda: Peer().established().shut(1).acked(FIN | ACK),
    "time-wait-readable": lambda: Peer().established().shut(1).acked(FIN | ACK, DATA),
    "closed-in-order": lambda: Peer().established().sends(FIN | ACK).shut(1).acked(),
    "refused": lambda: refused(),
    "refused-fetched": lambda: fetched(refused()),
}
for name in ("syn-received", "established", "established-readable", "fin-wait-1", "fin-wait-2", "close-wait",
             "close-wait-readable", "closing", "last-ack"):
    MAKE[name + "-reset"] = lambda make=MAKE[name]: make().sends(RST)


def refused():
    return Peer().connect().sends(RST | ACK, seq=0)


def fetched(peer):
    peer.call("connect", PEER)
    return peer


def abort(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
    os.close(sock.detach())


CALLS = {
    "bind": lambda sock: sock.bind((HERE, 0)),
    "listen": lambda sock: sock.listen(1),
    "accept": lambda sock: sock.accept(),
    "connect": lambda sock: sock.connect(SILENT),
    "send": lambda sock: sock.send(b"x"),
    "recv": lambda sock: sock.recv(10),
    "shutdown-read": lambda sock: sock.shutdown(0),
    "shutdown-write": lambda sock: sock.shutdown(1),
    "shutdown-both": lambda sock: sock.shutdown(2),
    "soError": lambda sock: sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR),
    "close": lambda sock: os.close(sock.detach()),
    "abort": abort,
}
AFTERWARDS = ("recv", "send", "recv", "connect", "connect", "soError")


def answer(call, sock):
    try:
        value = CALLS[call](sock)
    except OSError as error:
        return errno.errorcode[error.errno]
    return str(len(value) if isinstance(value, bytes) else value or 0)


def words(flags):
    names = ((SYN, "SYN"), (FIN, "FIN"), (RST, "RST"), (ACK, "ACK"))
    return ",".join(word for bit, word in names if flags & bit)


def sent_by(peer):
    """Flags of the FIN or RST that this connection sends at once."""
    while segment := take(0.015):
        if segment[0] == peer.port and segment[2] & (FIN | RST):
            return words(segment[2])
    return "-"


def row(state, call):
    peer = MAKE[state]()
    drain()
    result = answer(call, peer.socket)
    control = call.startswith("shutdown") or call in ("close", "abort")
    sent = sent_by(peer) if control else "-"
    if peer.socket.fileno() < 0:
        return [state, call, result, sent, "-", "-"]
    after = STATES[peer.socket.getsockopt(socket.IPPROTO_TCP, 11, 1)[0]]
    later = [answer(name, peer.socket) for name in AFTERWARDS]
    return [state, call, result, sent, after, ",".join(later)]


# Flags, SEG.SEQ from the next number the host expects, SEG.ACK from the next it will send, text.
SEGMENTS = {
    "syn": (SYN, 0, None, b""), "syn-1000": (SYN, -1000, None, b""), "syn-far": (SYN, 200000, None, b""),
    "synack": (SYN | ACK, 0, 0, b""),
    "rst": (RST, 0, None, b""), "rst+1": (RST, 1, None, b""), "rst-1": (RST, -1, None, b""),
    "rst-far": (RST, 200000, None, b""), "rstack": (RST | ACK, 0, 0, b""),
    "ack": (ACK, 0, 0, b""), "ack-old": (ACK, 0, -1, b""), "ack-ancient": (ACK, 0, -100000, b""),
    "ack-unsent": (ACK, 0, 1, b""), "ack-seq-1": (ACK, -1, 0, b""), "ack-seq-far": (ACK, 200000, 0, b""),
    "data": (ACK, 0, 0, DATA), "data+1": (ACK, 1, 0, DATA), "data-1": (ACK, -1, 0, DATA),
    "data-3": (ACK, -3, 0, DATA), "data-far": (ACK, 200000, 0, DATA), "data-noack": (0, 0, None, DATA),
    "fin": (FIN | ACK, 0, 0, b""), "fin+1": (FIN | ACK, 1, 0, b""), "fin-1": (FIN | ACK, -1, 0, b""),
    "fin-noack": (FIN, 0, None, b""), "fin-unacked": (FIN | ACK, 0, -1, b""), "none": (0, 0, None, b""),
}
MAKE_FOR_SEGMENTS = ("fresh", "listening", "syn-sent", "syn-received", "established", "fin-wait-1", "fin-wait-2",
                     "close-wait", "closing", "last-ack", "time-wait")
FIN_IN_FLIGHT = ("fin-wait-1", "closing", "last-ack")
# Numbers where there is no connection to take them from, and a port where there is no socket.
NO_SND, NO_RCV, NO_PORT = 5000, 1001, 9


def distance(number, origin):
    return (number - origin + 2**31) % 2**32 - 2**31


def answers(peer, wait):
    """What the connection sends within so many seconds, delayed ACKs included."""
    end = time.monotonic() + wait
    while (left := end - time.monotonic()) > 0:
        if (segment := take(left)) and segment[0] == peer.port:
            yield segment


def shown(segment, snd, rcv):
    """Flags, SEG.SEQ from SND.NXT, SEG.ACK from RCV.NXT, octets. A new ISS and the 0 of a RST,ACK stay words."""
    _, seq, flags, ack, octets = segment
    fresh = "iss" if flags & SYN and flags & ACK else "zero" if flags & RST and flags & ACK and not seq else None
    return f"{words(flags)}:{fresh or distance(seq, snd)}:{distance(ack, rcv) if flags & ACK else '-'}:{octets}"


def meet(state, name):
    peer = MAKE[state]()
    drain()
    if peer.port is None:
        peer.port = peer.socket.getsockname()[1] or NO_PORT
    snd = (peer.snd or NO_SND) + (state in FIN_IN_FLIGHT)
    rcv = ISS if state == "syn-sent" else peer.rcv
    flags, seq, ack, text = SEGMENTS[name]
    emit(peer.port, rcv + seq, 0 if ack is None else snd + ack, flags, text)
    sent = " ".join(shown(segment, snd, rcv) for segment in answers(peer, 0.07))
    after = STATES[peer.socket.getsockopt(socket.IPPROTO_TCP, 11, 1)[0]]
    return [state, name, sent or "-", after, peer.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)]


TUN = open_tun()
print(f"# Measured on {platform.system()} {platform.release()} by measure.py; TIME-WAIT reads as CLOSED there.")
if sys.argv[1:] == ["segments"]:
    print("# state", "segment", "answers (flags:SEG.SEQ-SND.NXT:SEG.ACK-RCV.NXT:octets)", "state after", "SO_ERROR", sep="\t")
    for state in MAKE_FOR_SEGMENTS:
        for name in SEGMENTS:
            print(*meet(state, name), sep="\t", flush=True)
else:
    print("# state", "call", "result", "sent", "state after", "then " + ", ".join(AFTERWARDS), sep="\t")
    for state in MAKE:
        for call in CALLS:
            print(*row(state, call), sep="\t", flush=True)
