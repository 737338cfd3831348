//! Files that change in one step: a reader sees the old one or the new one, never half of either.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::OutputError;

/// Puts `bytes` in the place of whatever file is at `path`, in one step: a reader sees the old file or the new one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let failed = |error| OutputError::disk("write", path)(error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".diurna-")
        .permissions(readable_by_all())
        .tempfile_in(folder)
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.persist(path).map_err(|problem| failed(problem.error))?;
    Ok(())
}

/// Web servers run as other users: a published file is for all to read, before the umask.
fn readable_by_all() -> fs::Permissions {
    #[cfg(unix)]
    {
        std::os::unix::fs::PermissionsExt::from_mode(0o666)
    }
    #[cfg(not(unix))]
    {
        fs::Permissions::default()
    }
}
