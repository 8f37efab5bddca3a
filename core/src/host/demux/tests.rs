use super::{Demux, LOWEST};
use crate::host::ids::SocketId;

const ONE: SocketId = SocketId(1);
const TWO: SocketId = SocketId(2);

#[test]
fn a_port_with_any_connection_cannot_be_bound() {
    let mut demux = Demux::default();
    let remote = "10.0.0.2:80".parse().unwrap();
    assert!(demux.connect(5000, remote, ONE));
    assert!(!demux.may_bind(5000));
    assert!(demux.may_bind(4999) && demux.may_bind(5001));
    demux.disconnect(5000, remote, TWO);
    assert!(
        !demux.may_bind(5000),
        "another socket's end changes nothing"
    );
    demux.disconnect(5000, remote, ONE);
    assert!(demux.may_bind(5000));
}

#[test]
fn two_destinations_may_share_a_local_port_but_not_a_bound_one() {
    let mut demux = Demux::default();
    assert!(demux.connect(5000, "10.0.0.2:80".parse().unwrap(), ONE));
    assert!(!demux.may_connect(5000, "10.0.0.2:80".parse().unwrap()));
    assert!(demux.may_connect(5000, "10.0.0.2:81".parse().unwrap()));
    demux.bind(6000, TWO);
    assert!(!demux.may_connect(6000, LOWEST));
    demux.unbind(6000, ONE);
    assert!(!demux.may_bind(6000), "only the holder gives it back");
    demux.unbind(6000, TWO);
    assert!(demux.may_bind(6000));
}
