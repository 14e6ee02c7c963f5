import { type Words, wordsFor } from './text/words.ts'

/** What the page asked for in the attributes of the script. */
export interface Config {
  /** Origin of the hub. */
  hub: string
  channel: string
  color: string
  side: 'left' | 'right'
  theme: 'light' | 'dark' | 'auto'
  /** BCP 47, as the visitor's browser or the page says. */
  language: string
  words: Words
}

const DEFAULT_COLOR = '#3257d6'

/** Null where the script was included without a channel. */
export function readConfig(script: HTMLScriptElement): Config | null {
  const { channel, color, position, theme, language } = script.dataset
  if (!channel) return null
  const wanted = language ?? navigator.language
  return {
    hub: new URL(script.src).origin,
    channel,
    color: color && CSS.supports('color', color) ? color : DEFAULT_COLOR,
    side: position === 'left' ? 'left' : 'right',
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    language: wanted,
    words: wordsFor(wanted),
  }
}
