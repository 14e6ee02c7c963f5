/** How everything looks that floats above the page. */
export const popoverClass = 'z-40 animate-rise rounded-xl border border-line bg-raised shadow-float outline-none'
