//! The comparisons that decisions rest on, with the RFC's names for the numbers compared.

mod op;
mod unit;

pub use self::op::{Check, Op};
pub use self::unit::Unit;

/// Names of the numbers that checks compare; as the RFC writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// SEG.SEQ
    SegSeq,
    /// SEG.SEQ+SEG.LEN-1, the segment's last number
    SegLast,
    /// SEG.ACK
    SegAck,
    /// SEG.LEN
    SegLen,
    /// SEG.WND
    SegWnd,
    /// SEG.SEQ+SEG.UP
    SegUp,
    /// SND.UNA
    SndUna,
    /// SND.NXT
    SndNxt,
    /// SND.WND
    SndWnd,
    /// SND.WL1
    SndWl1,
    /// SND.WL2
    SndWl2,
    /// The oldest acceptable ACK: SND.UNA-MAX.SND.WND, but not before ISS
    SndOldest,
    /// ISS
    Iss,
    /// RCV.NXT
    RcvNxt,
    /// RCV.WND
    RcvWnd,
    /// RCV.NXT+RCV.WND
    RcvEdge,
    /// RCV.UP
    RcvUp,
    /// The next number the user will read
    Consumed,
    /// IRS
    Irs,
    /// The FIN's number
    FinSeq,
    /// Zero
    Zero,
    /// One
    One,
    /// The SYN bit
    Syn,
    /// A SYN that was not taken before
    NewSyn,
    /// The address can be that of a peer
    PossiblePeer,
    /// All before the peer's FIN has arrived
    FinNext,
    /// Something ahead of RCV.NXT has arrived, with a hole before it
    Hole,
    /// SEG.TSval
    SegTsVal,
    /// TS.Recent
    TsRecent,
    /// Last.ACK.sent
    LastAckSent,
    /// Segments without their timestamps are tolerated
    MissingTolerated,
    /// The ACK bit
    Ack,
    /// The RST bit
    Rst,
    /// The FIN bit
    Fin,
    /// The URG bit
    Urg,
    /// OPEN was passive
    PassiveOpen,
    /// Our FIN is acknowledged
    FinAcked,
    /// The user has closed and will not read
    ReaderGone,
    /// How often the segment was repeated
    Repeats,
    /// The limit on repeats
    RepeatLimit,
    /// Nanoseconds since the first transmission
    Waited,
    /// R2, in nanoseconds
    R2,
    /// Octets of full segments not yet acknowledged by us
    AckOwed,
    /// The octets at which an ACK goes at once
    AckThreshold,
    /// An ACK waits already
    AckWaits,
    /// ACKs that go at once
    QuickAcks,
    /// The user answers what it reads
    Interactive,
    /// All that ended something has been read
    AllRead,
    /// The user has more to say
    Corked,
    /// A segment that was not full is not acknowledged
    SmallInFlight,
    /// Octets that wait to be sent
    Unsent,
    /// Octets the window still takes
    Usable,
    /// The effective send MSS
    Mss,
    /// Half the largest window seen
    HalfWindow,
    /// Numbers in flight
    InFlight,
    /// The congestion window, in the units it is counted in
    Cwnd,
    /// What would be in the network, in the same units
    Pipe,
    /// Duplicate ACKs in a row
    Duplicates,
    /// The duplicate ACKs that tell of a loss
    DupThresh,
    /// recover (RFC 6582)
    Recover,
    /// The oldest segment in flight was reported
    Reported,
    /// RTO, in nanoseconds
    Rto,
    /// Octets by which the window could grow
    Growth,
    /// The growth worth telling
    GrowthThreshold,
    /// Nanoseconds since the peer was heard
    Silence,
    /// The silence after which keep-alives begin, in nanoseconds
    KeepaliveIdle,
    /// The user timeout, in nanoseconds
    UserTimeout,
    /// The user timeout told to the peer, in nanoseconds
    AdvUto,
    /// The user timeout told by the peer, in nanoseconds
    RemoteUto,
    /// The least user timeout adopted, in nanoseconds
    LowerLimit,
    /// The largest user timeout adopted, in nanoseconds
    UpperLimit,
    /// The peer may change the user timeout
    UtoChangeable,
    /// The MTU that a router claims
    ClaimedMtu,
    /// The path MTU in use
    PathMtu,
    /// ECE and CWR as the handshake asks for them
    EcnSetup,
    /// The CWR bit, while congestion is told of
    Cwr,
    /// The datagram was marked: congestion experienced
    CongestionExperienced,
    /// The knob `insecure_rst`
    InsecureRst,
    /// The knob `insecure_syn`
    InsecureSyn,
    /// The knob `rfc1337`
    Rfc1337,
    /// A switch that breaks a rule
    Switch,
    /// SEG.SEQ of the segment that an ICMP message quotes
    QuotedSeq,
    /// The knob `fin_wait_2_refused`
    Refused,
    // the host's
    /// Length of the accept queue
    AcceptQueue,
    /// The backlog that `listen` granted
    Backlog,
    /// Length of the SYN queue
    SynQueue,
    /// The longest SYN queue
    SynLimit,
    /// Entries of the SYN queue whose SYN,ACK was not repeated yet
    YoungEntries,
    /// SYN cookies may be sent
    Cookies,
    /// The lowest free descriptor of the process
    FreeDescriptor,
    /// Descriptors that the process may have
    DescriptorLimit,
    /// Sockets at the port that do not share it
    PortHolders,
    /// Free ephemeral ports for this destination
    PortsFree,
    /// Connections in TIME-WAIT
    TimeWaits,
    /// Connections that may be in TIME-WAIT
    TimeWaitLimit,
    /// Nanoseconds since the last segment in TIME-WAIT
    TimeWaitAge,
    /// The age from which a connection in TIME-WAIT may be reused, in nanoseconds
    ReuseAge,
    /// The knob `tcp_tw_reuse`
    TwReuse,
    /// The connection has timestamps
    TimestampsAgreed,
    /// The knob `drop_synfin`
    DropSynfin,
    /// Connections without a descriptor
    Orphans,
    /// Connections that may be without a descriptor
    OrphanLimit,
    /// Nanoseconds since a timestamp of this address was taken
    PeerSilence,
    /// How long such a timestamp counts, in nanoseconds
    PeerMemory,
    /// SEG.TSval is older than the last timestamp of this address
    OlderTimestamp,
    /// The port was bound before
    BoundPort,
    /// Descriptors open on the host
    Files,
    /// Descriptors that may be open on the host
    FileLimit,
    /// The segment has text, or a FIN
    Text,
    /// A number that is a cookie of this host
    ValidCookie,
    /// A quarter of `tcp_max_syn_backlog`
    BacklogReserve,
    /// The peer has been connected before
    ProvenPeer,
    /// Octets that nobody has read
    Unread,
    /// Octets of the call that are in the send buffer
    Queued,
    /// Octets that the call waits for
    Wanted,
    /// Octets that wait to be read
    Arrived,
    /// Connections that wait to be accepted
    Available,
}

impl Name {
    /// As the RFC writes it, or a short name in English kebab-case that the catalogues translate.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::SegSeq => "SEG.SEQ",
            Self::SegLast => "SEG.SEQ+SEG.LEN-1",
            Self::SegAck => "SEG.ACK",
            Self::SegLen => "SEG.LEN",
            Self::SegWnd => "SEG.WND",
            Self::SegUp => "SEG.SEQ+SEG.UP",
            Self::SndUna => "SND.UNA",
            Self::SndNxt => "SND.NXT",
            Self::SndWnd => "SND.WND",
            Self::SndWl1 => "SND.WL1",
            Self::SndWl2 => "SND.WL2",
            Self::SndOldest => "max(ISS, SND.UNA-MAX.SND.WND)",
            Self::Iss => "ISS",
            Self::RcvNxt => "RCV.NXT",
            Self::RcvWnd => "RCV.WND",
            Self::RcvEdge => "RCV.NXT+RCV.WND",
            Self::RcvUp => "RCV.UP",
            Self::Consumed => "consumed",
            Self::Irs => "IRS",
            Self::FinSeq => "FIN.SEQ",
            Self::Zero => "0",
            Self::One => "1",
            Self::Syn => "SYN",
            Self::NewSyn => "new-syn",
            Self::PossiblePeer => "possible-peer",
            Self::FinNext => "fin-next",
            Self::Hole => "hole",
            Self::SegTsVal => "SEG.TSval",
            Self::TsRecent => "TS.Recent",
            Self::LastAckSent => "Last.ACK.sent",
            Self::MissingTolerated => "missing-tolerated",
            Self::Ack => "ACK",
            Self::Rst => "RST",
            Self::Fin => "FIN",
            Self::Urg => "URG",
            Self::PassiveOpen => "passive-open",
            Self::FinAcked => "fin-acked",
            Self::ReaderGone => "reader-gone",
            Self::Repeats => "repeats",
            Self::RepeatLimit => "repeat-limit",
            Self::Waited => "waited",
            Self::R2 => "R2",
            Self::AckOwed => "ack-owed",
            Self::AckThreshold => "ack-threshold",
            Self::AckWaits => "ack-waits",
            Self::QuickAcks => "quick-acks",
            Self::Interactive => "interactive",
            Self::AllRead => "all-read",
            Self::Corked => "corked",
            Self::SmallInFlight => "small-in-flight",
            Self::Unsent => "unsent",
            Self::Usable => "usable-window",
            Self::Mss => "Eff.snd.MSS",
            Self::HalfWindow => "half-max-window",
            Self::InFlight => "in-flight",
            Self::Cwnd => "cwnd",
            Self::Pipe => "pipe",
            Self::Duplicates => "duplicates",
            Self::DupThresh => "DupThresh",
            Self::Recover => "recover",
            Self::Reported => "reported",
            Self::Rto => "RTO",
            Self::Growth => "window-growth",
            Self::GrowthThreshold => "growth-threshold",
            Self::Silence => "silence",
            Self::KeepaliveIdle => "keepalive-idle",
            Self::UserTimeout => "user-timeout",
            Self::AdvUto => "ADV_UTO",
            Self::RemoteUto => "REMOTE_UTO",
            Self::LowerLimit => "L_LIMIT",
            Self::UpperLimit => "U_LIMIT",
            Self::UtoChangeable => "CHANGEABLE",
            Self::ClaimedMtu => "claimed-mtu",
            Self::PathMtu => "path-mtu",
            Self::EcnSetup => "ecn-setup",
            Self::Cwr => "CWR",
            Self::CongestionExperienced => "CE",
            Self::InsecureRst => "insecure-rst",
            Self::InsecureSyn => "insecure-syn",
            Self::Rfc1337 => "rfc1337",
            Self::Switch => "switch",
            Self::QuotedSeq => "quoted-seq",
            Self::Refused => "fin-wait-2-refused",
            Self::AcceptQueue => "accept-queue",
            Self::Backlog => "backlog",
            Self::SynQueue => "syn-queue",
            Self::SynLimit => "syn-limit",
            Self::YoungEntries => "young-entries",
            Self::Cookies => "cookies",
            Self::FreeDescriptor => "free-descriptor",
            Self::DescriptorLimit => "descriptor-limit",
            Self::PortHolders => "port-holders",
            Self::PortsFree => "ports-free",
            Self::TimeWaits => "time-waits",
            Self::TimeWaitLimit => "time-wait-limit",
            Self::TimeWaitAge => "time-wait-age",
            Self::ReuseAge => "reuse-age",
            Self::TwReuse => "tw-reuse",
            Self::TimestampsAgreed => "timestamps-agreed",
            Self::DropSynfin => "drop-synfin",
            Self::Orphans => "orphans",
            Self::OrphanLimit => "orphan-limit",
            Self::PeerSilence => "peer-timestamp-age",
            Self::PeerMemory => "peer-timestamp-memory",
            Self::OlderTimestamp => "older-timestamp",
            Self::BoundPort => "bound-port",
            Self::Files => "files",
            Self::FileLimit => "file-limit",
            Self::Text => "text",
            Self::ValidCookie => "valid-cookie",
            Self::BacklogReserve => "backlog-reserve",
            Self::ProvenPeer => "proven-peer",
            Self::Unread => "unread",
            Self::Queued => "queued",
            Self::Wanted => "wanted",
            Self::Arrived => "arrived",
            Self::Available => "available",
        }
    }
}
