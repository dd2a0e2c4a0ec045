// Loaded into Playwright's driver: it sends one command to every context that the Firefox of Debian stable does not know
// yet (emulation.setMediaFeaturesOverride). Here that command asks for the session's status instead, which changes nothing.
const write = JSON.stringify;
JSON.stringify = (value, ...more) =>
  write(value?.method === "emulation.setMediaFeaturesOverride" ? { ...value, method: "session.status", params: {} } : value, ...more);
