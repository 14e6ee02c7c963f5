/** What is needed of a key event. */
export interface KeyFacts {
  key: string
  isComposing: boolean
  keyCode: number
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  timeStamp: number
}

/**
 * Safari ends a composition before it tells of the Enter that ended it, so that this Enter looks like any other. What
 * comes so soon (ms) after the end belongs to the composition.
 */
const AFTER_COMPOSITION = 50

/** Whether the key belongs to an input method that is at work: choosing a word, not writing a line. */
export function isComposing(event: KeyFacts, compositionEndedAt: number): boolean {
  // 229: "an input method has this key", said also where `isComposing` is not.
  return event.isComposing || event.keyCode === 229 || (event.key === 'Enter' && event.timeStamp - compositionEndedAt < AFTER_COMPOSITION)
}

export interface EnterRules {
  sendKey: 'enter' | 'mod-enter'
  /** On a touch keyboard Enter is the only way to a new line; there is a button to send. */
  touch: boolean
}

/** What Enter does here: send, or leave it to the text field. */
export function sends(event: KeyFacts, compositionEndedAt: number, { sendKey, touch }: EnterRules): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey || isComposing(event, compositionEndedAt)) return false
  const mod = event.ctrlKey || event.metaKey
  return mod || (sendKey === 'enter' && !touch)
}
