const apple = /Mac|iPhone|iPad/.test(navigator.platform)

/** How the command key is written here. */
export const MOD_LABEL = apple ? '⌘' : 'Ctrl'

export const modPressed = (event: { metaKey: boolean; ctrlKey: boolean }): boolean => (apple ? event.metaKey : event.ctrlKey)
