const apple = /Mac|iPhone|iPad/.test(navigator.platform)

/** How the command key is written here. */
export const MOD_LABEL = apple ? '⌘' : 'Ctrl'
