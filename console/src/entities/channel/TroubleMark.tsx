import { TriangleAlert, Unplug } from 'lucide-react'
import type { Conversation } from '../../api/types.ts'
import { cx } from '../../ui/cx.ts'
import type { Trouble } from './api.ts'
import { useTrouble, useTroubleSentence } from './useTrouble.ts'

type OfChannel = Pick<Conversation, 'channel'>

/** For a row: a sign that its channel does not work, with the words for it. */
export function TroubleMark({ channel }: OfChannel) {
  const trouble = useTrouble(channel.id)
  return trouble ? <Mark trouble={trouble} channel={channel} /> : null
}

function Mark({ trouble, channel }: OfChannel & { trouble: Trouble }) {
  const words = useTroubleSentence(trouble, channel)
  const Icon = trouble.stops ? Unplug : TriangleAlert
  return (
    <span title={words} className={cx('shrink-0', trouble.stops ? 'text-danger-ink' : 'text-warn-ink')}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  )
}
