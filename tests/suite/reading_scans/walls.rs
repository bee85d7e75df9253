//! The walls around a program that reads scans.

use crate::program::{self, Program};
use lakwerk::engine::Engine;

/// What a shell within the walls says.
fn within(walls: &str, says: &str) -> String {
    let mut command = std::process::Command::new(program::path());
    command.args([
        lakwerk::ocr::CONFINED_ARGUMENT,
        walls,
        "/bin/bash",
        "-c",
        says,
    ]);
    let output = command.env("LC_ALL", "C").output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn a_program_that_reads_scans_has_no_network_writes_nothing_and_reads_no_papers() {
    let program = Program::new();
    let secret = program.write("geheim", "inhoud van een ander");
    let secret = secret.display();
    assert!(within("some", "echo hier").contains("hier"));
    let network = within("some", "exec 3<>/dev/tcp/127.0.0.1/9");
    assert!(network.contains("Operation not permitted"), "{network}");
    let made = program.file("gemaakt");
    within("some", &format!("echo x > {}", made.display()));
    assert!(std::fs::read(&made).is_ok_and(|bytes| bytes.is_empty()) || !made.exists());
    let is_forbidding = Engine::new(program::path()).protection().unwrap().files;
    if is_forbidding {
        let read = within("all", &format!("cat {secret}"));
        assert!(
            read.contains("Permission denied") && !read.contains("inhoud"),
            "{read}"
        );
    } else {
        assert_eq!(
            within("all", "echo hier"),
            "",
            "a wall is missing and is demanded"
        );
    }
    // More memory than a page takes is not given.
    let large = within("some", "printf -v x '%*s' 3000000000 ''; echo klaar");
    assert!(!large.contains("klaar"), "{}", large.len());
}
