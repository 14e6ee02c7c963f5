import { useEffect, useState } from 'react'

/** So long after the first press a second one is deliberate, in ms: a double click is one press. */
const PAUSE = 400

export interface SecondPress {
  /** It has been pressed once for this. */
  asking: boolean
  /** A press would not count yet. */
  early: boolean
  /** Whether it may be done now; the first time it is asked about. */
  pressed(): boolean
}

/** What cannot be unseen takes two presses about the same thing, while `needed`. */
export function useSecondPress(needed: boolean, about: unknown): SecondPress {
  const key = JSON.stringify(about)
  const [asked, ask] = useState<{ key: string; early: boolean } | null>(null)
  const now = needed && asked?.key === key ? asked : null
  const early = now?.early ?? false
  useEffect(() => {
    if (!early) return
    const timer = setTimeout(() => ask((old) => old && { ...old, early: false }), PAUSE)
    return () => clearTimeout(timer)
  }, [early])
  return {
    asking: now !== null,
    early,
    pressed() {
      if (!needed || (now && !now.early)) {
        ask(null)
        return true
      }
      if (!now) ask({ key, early: true })
      return false
    },
  }
}
