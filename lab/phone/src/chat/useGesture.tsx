import { useState, type ReactNode } from 'react'
import type { ChatView, Phone } from '../../../screen.ts'
import { act, pickFile } from '../api.ts'
import type { Gesture } from '../gestures.ts'
import { Ask } from '../parts/Ask.tsx'
import { useWords } from '../words.ts'

/** Does gestures on a phone: asks first for what they need. `dialog` has to be shown somewhere. */
export function useGesture(
  phone: Phone,
  chat: ChatView | undefined,
  more: object = {},
): { run: (gesture: Gesture) => void; dialog: ReactNode } {
  const { t } = useWords(phone.platform)
  const [asked, setAsked] = useState<Gesture>()
  const perform = (gesture: Gesture, input: object = {}): void => {
    const { action, done, with: fixed = {}, from } = gesture
    const where = chat === undefined ? {} : { chat: chat.id }
    void act(phone, action, { ...where, ...more, ...fixed, ...from?.(phone, chat), ...input }, done && t(done))
  }
  const run = (gesture: Gesture): void => {
    if (gesture.ask !== undefined) setAsked(gesture)
    else if (gesture.pick === undefined) perform(gesture)
    else void pickFile(gesture.pick).then((file) => perform(gesture, file))
  }
  const dialog = asked?.ask !== undefined && (
    <Ask
      title={t(asked.word)}
      fields={asked.ask}
      phone={phone}
      onDone={(values) => {
        setAsked(undefined)
        if (values !== undefined) perform(asked, values)
      }}
    />
  )
  return { run, dialog }
}
