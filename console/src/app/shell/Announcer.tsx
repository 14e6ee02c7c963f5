import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { onArrival } from '../../entities/live.ts'
import { useNames } from '../../entities/contact/names.ts'
import { useCount } from '../../entities/conversation/counts.ts'
import { lastDone } from '../../lib/done.ts'
import { useStore } from '../../lib/store.ts'
import { useOnLoss } from '../../entities/conversation/useLossWords.ts'
import { toast } from '../../ui/toast.tsx'

/** Tells those who listen what was done, and them and the tab's title that somebody wrote. */
export function Announcer() {
  const { t } = useTranslation()
  const { authorOf } = useNames()
  const { id } = useParams({ strict: false })
  const [words, say] = useState('')
  const unread = useCount({ view: 'mine' })?.unread ?? 0
  const done = useStore(lastDone, (last) => last?.text)
  useEffect(
    () =>
      onArrival((message) => {
        const name = authorOf(message)
        say(
          message.conversationId === id
            ? t('shell.wrote', { name, text: message.text.slice(0, 300) })
            : t('shell.wroteElsewhere', { name }),
        )
      }),
    [id, t],
  )
  useOnLoss((loss, said) => {
    // Where it is open the page says it, beside what had been written.
    if (loss.conversation.id !== id) toast.done(said)
  })
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Switchboard` : 'Switchboard'
  }, [unread])
  return (
    <>
      <div aria-live="polite" className="sr-only">
        {words}
      </div>
      <div role="status" className="sr-only">
        {done}
      </div>
    </>
  )
}
