//! The command itself, and its options.

use super::Lab;
use super::chat::text;
use super::net::exchange;
use super::phone::{Settings, phone};
use imps_core::Version;
use imps_csp::StatusCode;
use imps_lab::service::Users;
use imps_session::client::LoginError;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_command_prints_what_to_type_and_then_a_line_per_transaction() {
    let free = "127.0.0.1:0";
    let child = Command::new(env!("CARGO_BIN_EXE_imps-lab"))
        .args(["--listen", free, "--wap", free, "--cir-tcp", free])
        .stdout(Stdio::piped())
        .spawn();
    let mut process = Process(child.unwrap());
    let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.next().unwrap();
    let address = address.split_once("http://").unwrap().1.trim_end_matches('/').parse().unwrap();
    let shown: Vec<_> = lines.by_ref().take_while(|line| !line.starts_with("Stop")).collect();
    assert!(shown.iter().any(|line| line.ends_with("wv:ann@lab.example, ann")), "{shown:?}");
    assert!(!shown.iter().any(|line| line.starts_with("Warning")), "{shown:?}");

    let login = "WV12LR1 CI=WV:Old-1.0 PW=ann SC=ck TL=600 UI=wv:ann@lab.example";
    let (head, _) = exchange(address, "POST", "/", "text/plain", login.as_bytes()).await.unwrap();
    assert_eq!(head.status(), 200);
    let line = lines.next().unwrap();
    assert!(line.contains("ann -> server Login") && line.contains("; 200 after "), "{line}");
    assert!(!line.contains("PW"), "{line}");
}

/// A terminal stops for example while somebody selects text in it.
#[tokio::test]
async fn a_reader_of_the_log_who_waits_does_not_stop_the_server() {
    let free = "127.0.0.1:0";
    let child = Command::new(env!("CARGO_BIN_EXE_imps-lab"))
        .args(["--listen", free, "--wap", free, "--cir-tcp", free])
        .stdout(Stdio::piped())
        .spawn();
    let mut process = Process(child.unwrap());
    let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.next().unwrap();
    let address = address.split_once("http://").unwrap().1.trim_end_matches('/').parse().unwrap();
    let login = "WV12LR1 CI=WV:Old-1.0 PW=ann SC=ck TL=600 UI=wv:ann@lab.example";
    // More than the pipe takes.
    for _ in 0..1500 {
        let exchanged = super::within(exchange(address, "POST", "/", "text/plain", login.as_bytes())).await;
        assert_eq!(exchanged.unwrap().0.status(), 200);
    }
    // Nothing of it is lost.
    let logins = lines.filter(|line| line.contains("ann -> server Login"));
    assert_eq!(logins.take(1500).count(), 1500);
}

#[test]
fn bad_arguments_and_files_are_named() {
    let run = |arguments: &[&str]| {
        let ran = Command::new(env!("CARGO_BIN_EXE_imps-lab")).args(arguments).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    };
    let (code, problem) = run(&["--users", "/no/such/file"]);
    assert!(code == Some(1) && problem.contains("/no/such/file"), "{problem}");
    let (code, problem) = run(&["--wap", "nowhere"]);
    assert!(code == Some(2) && problem.contains("ADDRESS:PORT or none"), "{problem}");
    // An address of nobody here.
    let (code, problem) = run(&["--listen", "192.0.2.1:80"]);
    assert!(code == Some(1) && problem.starts_with("imps-lab: "), "{problem}");
}

#[tokio::test]
async fn an_echo_answers() {
    let lab = Lab::with(|options| options.with_echo(true)).await;
    for version in Version::ALL {
        let mut ann = phone("ann", version).on(&lab).await;
        ann.ask(text("ann", "echo", "is anybody there?")).await;
        assert_eq!(ann.reads().await, "is anybody there?");
        ann.off().await;
    }
    let echo = Settings { password: String::new(), ..phone("echo", Version::V1_3) };
    assert_eq!(echo.try_on(&lab).await.err(), Some(LoginError::Refused(StatusCode::FORBIDDEN)));
}

/// Open connections of HTTP and for wake-ups end, too.
#[tokio::test]
async fn a_service_that_stops_leaves_nothing_open() {
    let lab = Lab::start().await;
    let mut waiting = Vec::new();
    for address in [lab.running.http(), lab.running.cir_tcp().unwrap()] {
        waiting.push(tokio::net::TcpStream::connect(address).await.unwrap());
    }
    // A whole exchange shows that the connections before it are accepted.
    phone("ann", Version::V1_2).on(&lab).await.off().await;
    lab.running.stop().await;
    for mut stream in waiting {
        let read = super::within(tokio::io::AsyncReadExt::read(&mut stream, &mut [0])).await;
        assert!(matches!(read, Ok(0) | Err(_)), "{read:?}");
    }
}

#[tokio::test]
async fn a_login_registers_if_the_operator_wants_it() {
    let clear = |options: &mut imps_session::client::ClientOptions| options.sends_digest = false;
    let dia = Settings { change: clear, ..phone("dia", Version::V1_3) };
    let lab = Lab::start().await;
    assert_eq!(dia.try_on(&lab).await.err(), Some(LoginError::Refused(StatusCode::UNKNOWN_USER)));
    let lab = Lab::with(|options| options.with_register(true)).await;
    let first = dia.on(&lab).await;
    assert_eq!(first.login.account.as_ref().unwrap().0, "wv:dia@lab.example");
    first.off().await;
    // From now on the account has this password, with digests too.
    phone("dia", Version::V1_1).on(&lab).await.off().await;
    let other = Settings { password: "other".into(), ..dia };
    assert_eq!(other.try_on(&lab).await.err(), Some(LoginError::Refused(StatusCode::INVALID_PASSWORD)));
    let foreign = Settings { user: "wv:dia@other.example".into(), ..other };
    assert_eq!(foreign.try_on(&lab).await.err(), Some(LoginError::Refused(StatusCode::DOMAIN_NOT_SUPPORTED)));
}

#[tokio::test]
async fn the_users_are_the_ones_of_the_file() {
    let file = "domain = 'village.example'\n[[user]]\nid = 'eva'\npassword = 'p4ss w0rd'\nfirst-name = 'Eva'";
    let users: Users = file.parse().unwrap();
    let lab =
        Lab::with(|options| options.with_domain(users.domain.unwrap()).with_accounts(users.accounts)).await;
    let eva = Settings {
        user: "wv:eva@village.example".into(),
        password: "p4ss w0rd".into(),
        ..phone("eva", Version::V1_2)
    };
    eva.on(&lab).await.off().await;
    let ann = phone("ann", Version::V1_2).try_on(&lab).await.err();
    assert_eq!(ann, Some(LoginError::Refused(StatusCode::DOMAIN_NOT_SUPPORTED)));
}
