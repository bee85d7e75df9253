//! Brings in PDFium, so that the program is one file and a fresh machine needs nothing installed by hand.
//!
//! **Invariant:** the bytes that are embedded come from the wheel whose SHA-256 stands below, or from a library
//! that the packager named. **Absent:** host names; pip knows its own index.
//!
//! Looked for in order: `PDFIUM_LIB` (a library file), `PDFIUM_WHEEL_DIR` (a folder that holds the wheel, for
//! builds without a network), the folder of an earlier build, and `pip download`. Building PDFium from source was
//! rejected: it takes hours and tools that a fresh machine does not have.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a build script speaks to cargo on standard output and stops the build by panicking"
)]

use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::{env, fs, process::Command};

const VERSION: &str = "5.15.2";
/// The PDFium in it: the third part of its version.
const BUILD: &str = "8149";

/// One published wheel: for which target, how it is called, what is in it.
struct Wheel {
    os: &'static str,
    arch: &'static str,
    platform: &'static str,
    suffix: &'static str,
    library: &'static str,
    sha256: &'static str,
}

const WHEELS: &[Wheel] = &[
    Wheel {
        os: "linux",
        arch: "x86_64",
        platform: "manylinux_2_17_x86_64",
        suffix: "manylinux_2_17_x86_64.manylinux2014_x86_64",
        library: "libpdfium.so",
        sha256: "dc31aea5b0fb9fefc9b537a65f4113980b2c40798445736a7e6565bc85161e37",
    },
    Wheel {
        os: "linux",
        arch: "aarch64",
        platform: "manylinux_2_17_aarch64",
        suffix: "manylinux_2_17_aarch64.manylinux2014_aarch64",
        library: "libpdfium.so",
        sha256: "dd46e93c0c3a73f6cea8489baff6d77a5d0759dd53fbbce0aeb49c91830176fc",
    },
    Wheel {
        os: "windows",
        arch: "x86_64",
        platform: "win_amd64",
        suffix: "win_amd64",
        library: "pdfium.dll",
        sha256: "74d1bace34fb01c660d0b64344d5a4b7d276942b7c6623c88ab59ea21c5acfbd",
    },
    Wheel {
        os: "macos",
        arch: "aarch64",
        platform: "macosx_13_0_arm64",
        suffix: "macosx_13_0_arm64",
        library: "libpdfium.dylib",
        sha256: "e71fe832e94421ac3c28d6a6ed4a9e61f22417089652d339f391c4ffc2a44c35",
    },
    Wheel {
        os: "macos",
        arch: "x86_64",
        platform: "macosx_13_0_x86_64",
        suffix: "macosx_13_0_x86_64",
        library: "libpdfium.dylib",
        sha256: "7f296a298074d76fb7c3d1ecb80d7097a96778bf0ad9c5c48a0170e56e2c6821",
    },
];

/// Licence folders in the wheel that concern other builds than the ones above (musl, Android, JavaScript).
const NOT_IN_THESE_BUILDS: &[&str] = &["musl/", "android/", "v8_xfa/"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for variable in ["PDFIUM_LIB", "PDFIUM_WHEEL_DIR"] {
        println!("cargo:rerun-if-env-changed={variable}");
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let (library, licences) = pdfium(&out);
    println!("cargo:rustc-env=PDFIUM_LIBRARY={}", library.display());
    println!("cargo:rustc-env=PDFIUM_LICENCES={}", licences.display());
    let given = env::var_os("PDFIUM_LIB").is_some();
    println!(
        "cargo:rustc-env=PDFIUM_BUILD={}",
        if given { "?" } else { BUILD }
    );
}

/// The library file to embed and the text of its licences.
fn pdfium(out: &Path) -> (PathBuf, PathBuf) {
    let licences = out.join("pdfium-licences.txt");
    if let Ok(given) = env::var("PDFIUM_LIB") {
        fs::write(
            &licences,
            "The PDFium library was chosen by the packager, who ships its licences.\n",
        )
        .expect("the build folder can be written");
        return (PathBuf::from(given), licences);
    }
    let os = env::var("CARGO_CFG_TARGET_OS").expect("cargo sets the target");
    let arch = env::var("CARGO_CFG_TARGET_ARCH").expect("cargo sets the target");
    let Some(wheel) = WHEELS.iter().find(|w| w.os == os && w.arch == arch) else {
        panic!("no PDFium is known for {os}/{arch}: set PDFIUM_LIB to a library file");
    };
    let name = format!("pypdfium2-{VERSION}-py3-none-{}.whl", wheel.suffix);
    let bytes = find_wheel(wheel, &name, out);
    let library = out.join(wheel.library);
    unpack(&bytes, wheel, &library, &licences);
    (library, licences)
}

fn find_wheel(wheel: &Wheel, name: &str, out: &Path) -> Vec<u8> {
    let mut tried = Vec::new();
    let given = env::var("PDFIUM_WHEEL_DIR").ok().map(PathBuf::from);
    for folder in given.iter().map(PathBuf::as_path).chain([out]) {
        match read_checked(&folder.join(name), wheel.sha256) {
            Ok(bytes) => return bytes,
            Err(why) => tried.push(why),
        }
    }
    let request = out.join("pdfium-request.txt");
    fs::write(
        &request,
        format!("pypdfium2=={VERSION} --hash=sha256:{}\n", wheel.sha256),
    )
    .expect("the build folder can be written");
    for python in ["python3", "python", "py"] {
        let result = Command::new(python)
            .args([
                "-m",
                "pip",
                "download",
                "-q",
                "--no-deps",
                "--only-binary=:all:",
            ])
            .args(["--require-hashes", "--platform", wheel.platform, "-d"])
            .arg(out)
            .arg("-r")
            .arg(&request)
            .output();
        match result {
            Ok(output) if output.status.success() => {
                match read_checked(&out.join(name), wheel.sha256) {
                    Ok(bytes) => return bytes,
                    Err(why) => tried.push(why),
                }
            }
            Ok(output) => {
                let errors = String::from_utf8_lossy(&output.stderr).into_owned();
                tried.push(format!(
                    "{python} -m pip: {}",
                    errors.lines().last().unwrap_or("no reason given")
                ));
            }
            Err(error) => tried.push(format!("{python}: {error}")),
        }
    }
    panic!(
        "PDFium was not found. Set PDFIUM_LIB to a PDFium library, or PDFIUM_WHEEL_DIR to a folder with\n\
         {name} (sha256 {}).\nTried:\n  {}",
        wheel.sha256,
        tried.join("\n  ")
    );
}

fn read_checked(path: &Path, sha256: &str) -> Result<Vec<u8>, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let found: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if found == sha256 {
        Ok(bytes)
    } else {
        Err(format!("{}: sha256 is {found}", path.display()))
    }
}

fn unpack(bytes: &[u8], wheel: &Wheel, library: &Path, licences: &Path) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("the wheel is a zip file");
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut entry = archive
            .by_index(index)
            .expect("the index is below the length");
        let name = entry
            .name()
            .expect("wheels have names in UTF-8")
            .into_owned();
        if name == format!("pypdfium2_raw/{}", wheel.library) {
            let mut content = Vec::new();
            entry
                .read_to_end(&mut content)
                .expect("the wheel can be read");
            fs::write(library, content).expect("the build folder can be written");
        } else if name == "pypdfium2_raw/version.json" {
            let mut content = String::new();
            let read = entry.read_to_string(&mut content);
            read.expect("the wheel can be read");
            let said = format!("\"build\": {BUILD},");
            assert!(content.contains(&said), "the wheel holds another PDFium");
        } else if let Some((_, licence)) = name.split_once("/licenses/")
            && !NOT_IN_THESE_BUILDS
                .iter()
                .any(|part| licence.contains(part))
        {
            let mut content = Vec::new();
            entry
                .read_to_end(&mut content)
                .expect("the wheel can be read");
            text.push_str(&format!(
                "==== {licence} ====\n{}\n",
                String::from_utf8_lossy(&content)
            ));
        }
    }
    fs::write(licences, text).expect("the build folder can be written");
}
