import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Channel } from '../../api/types.ts'
import type { Tone } from '../../ui/Badge.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { adviceWords } from './advice.ts'

/** The colour of a channel's light. */
function toneOf({ state, health, setup }: Channel): Tone {
  if (health.advice?.qr !== undefined) return 'warn'
  if (state === 'broken' || health.state === 'broken') return 'danger'
  if (state !== 'live') return 'neutral'
  return health.state === 'warn' || setup.waits ? 'warn' : 'ok'
}

export function ChannelLight({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const { state, health } = channel
  const shown = health.advice?.qr !== undefined ? 'signIn' : state === 'live' && health.state !== 'ok' ? health.state : state
  return (
    <span className="inline-flex items-center gap-2 text-sm text-muted">
      <Dot tone={toneOf(channel)} />
      {shown === 'live' && channel.setup.waits ? t('checklist.waits') : t(`channels.states.${shown}`)}
    </span>
  )
}

/** What is wrong and what to do about it; nothing while all is well. */
export function ChannelAdvice({ channel }: { channel: Channel }) {
  const { t, i18n } = useTranslation()
  const { advice, state } = channel.health
  if (!advice) return null
  const { words, said } = adviceWords(advice, i18n)
  return (
    <Notice tone={state === 'broken' ? 'danger' : 'warn'}>
      {words}
      {said !== undefined && <span className="mt-0.5 block text-xs text-muted">{t('trouble.says', { text: said })}</span>}
    </Notice>
  )
}
