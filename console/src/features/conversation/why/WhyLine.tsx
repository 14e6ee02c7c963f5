import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Conversation } from '../../../api/types.ts'
import { useWhy } from '../../../entities/conversation/useWhy.ts'
import { useOffer } from '../../../lib/commands.ts'
import { late } from '../../../lib/late.ts'
import { useWhyWords } from './useWhyWords.ts'

const WhyDialog = late(async () => (await import('./WhyDialog.tsx')).WhyDialog)

/** Why it still waits, where it does; from there, or by the key, to what the desk decided about it. */
export function WhyLine({ conversation }: { conversation: Conversation }) {
  const [isOpen, open] = useState(false)
  useOffer([{ id: 'why', icon: CircleHelp, run: () => open(true) }])
  return (
    <>
      {conversation.status === 'waiting' && <Waits id={conversation.id} onOpen={() => open(true)} />}
      {isOpen && <WhyDialog conversation={conversation} onClose={() => open(false)} />}
    </>
  )
}

function Waits({ id, onOpen }: { id: string; onOpen: () => void }) {
  const { t } = useTranslation()
  const { data } = useWhy(id)
  const words = useWhyWords()
  const why = data && words.waits(data)
  if (!why) return null
  const asked = words.asked(data)
  return (
    <p className="flex items-center gap-x-2 border-b border-line px-3 py-1 text-xs text-muted md:px-4">
      <CircleHelp aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{why}</span>
      {asked !== null && <span className="min-w-0 wrap-anywhere">{asked}</span>}
      <button type="button" onClick={onOpen} className="tap shrink-0 rounded-md px-1 font-medium text-accent-ink hover:bg-hover">
        {t('why.more')}
      </button>
    </p>
  )
}
