//! Text in the packetdrill language, as any file may hold it.

use tcp_lab_core::packetdrill::{Defines, Settings, parse, run as play};

/// What is no script is refused in words; what is one runs to its report.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match parse(text, &Defines::default()) {
        Ok(script) => drop(play(&script, &Settings::default())),
        Err(malformed) => assert!(!malformed.to_string().is_empty()),
    }
}

/// A script with a little of everything.
pub fn seeds() -> Vec<Vec<u8>> {
    vec![
        b"0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n\
+0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n\
+0 bind(3, ..., ...) = 0\n\
+0 listen(3, 1) = 0\n\
+0 < S 0:0(0) win 1000 <mss 1000,sackOK,nop,nop,TS val 1 ecr 0,nop,wscale 7>\n\
+0 > S. 0:0(0) ack 1 <...>\n\
+.1 < . 1:1(0) ack 1 win 1000\n\
+0 accept(3, ..., ...) = 4\n\
+0...0.2 read(4, ..., 1000) = 10\n\
+.1 < P. 1:11(10) ack 1 win 1000\n\
+0 write(4, ..., 100) = 100\n\
+0 > P. 1:101(100) ack 11\n\
+0 %{ assert tcpi_state == TCPI_ESTABLISHED }%\n\
+.2 < F. 11:11(0) ack 101 win 1000\n\
+0~+.3 > . 101:101(0) ack 12\n\
+0 close(4) = 0\n"
            .to_vec(),
    ]
}
