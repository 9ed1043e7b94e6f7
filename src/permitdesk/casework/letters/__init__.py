"""Letters of the office: templates that staff maintain, drafts, frozen letters as tagged PDF."""
