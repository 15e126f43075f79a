"""The journal: every edit on disk before it is shown as kept, so that no crash loses one."""
