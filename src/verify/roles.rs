//! The roles that elements of our files have.

/// The roles that our files have, all of them standard ones.
pub const ROLES: [&str; 18] = [
    "Document", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Table", "TR", "TH", "TD", "L", "LI",
    "Lbl", "LBody", "Figure", "Link",
];
/// Whether a name is that of a role.
pub fn is_role(name: &[u8]) -> bool {
    ROLES.iter().any(|role| role.as_bytes() == name)
}
