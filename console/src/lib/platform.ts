/** Absent where the rules are tested without a browser. */
export const APPLE = typeof navigator === 'object' && /Mac|iPhone|iPad/.test(navigator.platform)

/** How the command key is written here. */
export const MOD_LABEL = APPLE ? '⌘' : 'Ctrl'
