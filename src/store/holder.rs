//! Who holds a dossier: an account, on a machine, with a process.
//!
//! **Absent:** whether it may.

use crate::model::dossier::account::Account;
use serde::{Deserialize, Serialize};

/// Who holds a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Of the person.
    pub account: Account,
    pub host: String,
    pub process: u32,
    /// Tells this process from a later one with the same number; empty where that is not known.
    pub started: String,
    /// Tells the machine from others with the same name, whenever it was started; empty where that is not known.
    #[serde(default)]
    pub machine: String,
}

impl Holder {
    /// This process, for the account it runs under.
    pub fn here() -> Self {
        Self::this_process(&account().unwrap_or_else(|| "onbekend".to_owned()))
    }

    /// This process, for a person.
    pub fn this_process(account: &str) -> Self {
        let process = std::process::id();
        Self {
            account: account.into(),
            host: host(),
            process,
            started: start_of(process).unwrap_or_default(),
            machine: machine(),
        }
    }

    /// Whether it is certain that the process no longer runs: only on this machine.
    pub fn is_gone(&self) -> bool {
        if self.host != host() {
            return self.is_of_an_earlier_start();
        }
        let known = !self.started.is_empty();
        known && start_of(self.process).as_ref() != Some(&self.started)
    }

    /// Whether this machine ran it before it was last started: no process lives through that.
    fn is_of_an_earlier_start(&self) -> bool {
        let name = |host: &str| host.split_once(' ').map(|(name, _)| name.to_owned());
        let here = !self.machine.is_empty() && self.machine == machine();
        here && name(&self.host).is_some() && name(&self.host) == name(&host())
    }

    /// The name of the machine.
    pub fn host_name(&self) -> &str {
        self.host.split(' ').next().unwrap_or_default()
    }
}

/// The account that the system says runs this process.
fn account() -> Option<String> {
    let names = ["USER", "LOGNAME", "USERNAME"].into_iter();
    let mut told = names.filter_map(|name| std::env::var(name).ok());
    told.find(|name| !name.is_empty())
        .or_else(account_of_system)
}

/// The name of the account in the list of accounts (passwd(5)), where no session has set it.
#[cfg(target_os = "linux")]
fn account_of_system() -> Option<String> {
    let own = rustix::process::getuid().as_raw().to_string();
    let list = std::fs::read_to_string("/etc/passwd").ok()?;
    let mut lines = list.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let line = lines.find(|fields| fields.get(2) == Some(&own.as_str()))?;
    line.first().map(|name| (*name).to_owned())
}

#[cfg(not(target_os = "linux"))]
fn account_of_system() -> Option<String> {
    None
}

/// Machine and start of the system, so that a number from before a restart is not taken for a living process.
#[cfg(target_os = "linux")]
fn host() -> String {
    let read = |path| {
        std::fs::read_to_string(path)
            .map(|t| t.trim().to_owned())
            .unwrap_or_default()
    };
    format!(
        "{} {}",
        read("/proc/sys/kernel/hostname"),
        read("/proc/sys/kernel/random/boot_id")
    )
}

#[cfg(not(target_os = "linux"))]
fn host() -> String {
    std::env::var("COMPUTERNAME")
        .or_else(|_| std::env::var("HOSTNAME"))
        .unwrap_or_default()
}

/// A mark of this installation of a system (machine-id(5), of which only a hash may be shown to others).
#[cfg(target_os = "linux")]
fn machine() -> String {
    use sha2::{Digest, Sha256};
    let id = std::fs::read_to_string("/etc/machine-id").unwrap_or_default();
    match id.trim() {
        "" => String::new(),
        id => Sha256::digest(format!("lakwerk {id}"))
            .iter()
            .take(8)
            .map(|b| format!("{b:02x}"))
            .collect(),
    }
}

#[cfg(not(target_os = "linux"))]
fn machine() -> String {
    String::new()
}

/// When a process started, in ticks since the system did (proc(5), field 22); `None` when it does not run.
#[cfg(target_os = "linux")]
fn start_of(process: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold blanks; fields are counted behind it.
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let running = fields
        .first()
        .is_some_and(|state| *state != "Z" && *state != "X");
    fields
        .get(19)
        .filter(|_| running)
        .map(|start| (*start).to_owned())
}

#[cfg(not(target_os = "linux"))]
fn start_of(_: u32) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_restart_of_the_machine_frees_what_it_held() {
        let here = Holder::this_process("A");
        let before = |machine: &str, name: &str| Holder {
            host: format!("{name} 00000000-0000-0000-0000-000000000000"),
            machine: machine.to_owned(),
            ..here.clone()
        };
        let name = here.host_name().to_owned();
        if !here.machine.is_empty() {
            assert!(before(&here.machine, &name).is_gone());
        }
        assert!(!before("another", &name).is_gone());
        assert!(!before("", &name).is_gone(), "nobody knows which machine");
        assert!(!before(&here.machine, "elders").is_gone());
        assert!(!here.is_gone());
    }
}
