//! Finds PDFium and binds it once per process.
//!
//! **Invariant:** neither PDFium nor a document it reads sees the fonts of the machine, so a page looks the same
//! everywhere.
//! **Absent:** downloads; the library is beside the program, in the package's folder, or embedded.

use pdfium_render::prelude::{Pdfium, PdfiumLibraryConfig};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static EMBEDDED: &[u8] = include_bytes!(env!("PDFIUM_LIBRARY"));
static LICENCES: &str = include_str!(env!("PDFIUM_LICENCES"));

/// Where distribution packages install the library as a plain file, which security software trusts more.
const PACKAGE_FOLDERS: [&str; 2] = ["/usr/lib/lakwerk", "/usr/local/lib/lakwerk"];

/// Why PDFium could not be bound.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    #[error("the embedded PDFium could not be made loadable: {0}")]
    Unpack(#[from] std::io::Error),
    #[error("PDFium could not be loaded")]
    Load,
}

/// The licences of PDFium and of what it contains.
pub fn licences() -> &'static str {
    LICENCES
}

/// Binds PDFium, so that nothing needs to be loaded later.
///
/// # Errors
/// As [`pdfium`], which tries again.
pub fn load() -> Result<(), LibraryError> {
    pdfium().map(|_bound| ())
}

/// PDFium, bound at the first call.
pub fn pdfium() -> Result<&'static Pdfium, LibraryError> {
    static BOUND: OnceLock<Pdfium> = OnceLock::new();
    if let Some(bound) = BOUND.get() {
        return Ok(bound);
    }
    let (path, _keep) = library_path()?;
    let bindings = Pdfium::bind_to_library(&path).map_err(|_reason| LibraryError::Load)?;
    // An empty list of font folders, where "no list" would mean the folders of the system.
    let config = PdfiumLibraryConfig::new()
        .set_user_font_paths(&[NO_FONTS])
        .map_err(|_reason| LibraryError::Load)?;
    Ok(BOUND.get_or_init(|| Pdfium::new_with_config(bindings, config)))
}

/// A folder that cannot exist, since a path component may not follow a file.
const NO_FONTS: &str = "/dev/null/fonts";

/// A path to load from, and the open file that keeps it valid.
fn library_path() -> Result<(PathBuf, Option<std::fs::File>), LibraryError> {
    let name = Pdfium::pdfium_platform_library_name();
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(Path::to_path_buf));
    let folders = beside
        .into_iter()
        .chain(PACKAGE_FOLDERS.iter().map(PathBuf::from));
    for folder in folders {
        let path = folder.join(&name);
        if path.is_file() {
            return Ok((path, None));
        }
    }
    Ok(unpack_embedded()?)
}

/// On Linux the library never touches the disk.
#[cfg(target_os = "linux")]
fn unpack_embedded() -> std::io::Result<(PathBuf, Option<std::fs::File>)> {
    use std::io::Write;
    use std::os::fd::AsRawFd;
    let fd = rustix::fs::memfd_create("pdfium", rustix::fs::MemfdFlags::CLOEXEC)?;
    let mut file = std::fs::File::from(fd);
    file.write_all(EMBEDDED)?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    Ok((path, Some(file)))
}

/// Elsewhere it is written once to the user's own folder: aside, then renamed.
#[cfg(not(target_os = "linux"))]
fn unpack_embedded() -> std::io::Result<(PathBuf, Option<std::fs::File>)> {
    use sha2::{Digest, Sha256};
    use std::io::Write;
    let base = std::env::var_os("LOCALAPPDATA").or_else(|| std::env::var_os("HOME"));
    let base = base.ok_or(std::io::ErrorKind::NotFound)?;
    let hash: String = Sha256::digest(EMBEDDED)
        .iter()
        .take(8)
        .map(|b| format!("{b:02x}"))
        .collect();
    let folder = PathBuf::from(base).join("lakwerk").join(hash);
    let path = folder.join(Pdfium::pdfium_platform_library_name());
    if std::fs::read(&path).ok().as_deref() != Some(EMBEDDED) {
        std::fs::create_dir_all(&folder)?;
        let mut aside = tempfile::NamedTempFile::new_in(&folder)?;
        aside.write_all(EMBEDDED)?;
        aside.persist(&path).map_err(|e| e.error)?;
    }
    Ok((path, None))
}
