import { useTranslation } from 'react-i18next'
import type { Channel } from '../../api/types.ts'
import type { Tone } from '../../ui/Badge.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** The colour of a channel's light. */
function toneOf({ state, health }: Channel): Tone {
  if (state === 'broken' || health.state === 'broken') return 'danger'
  if (state !== 'live') return 'neutral'
  return health.state === 'warn' ? 'warn' : 'ok'
}

export function ChannelLight({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  return (
    <span className="inline-flex items-center gap-2 text-sm text-muted">
      <Dot tone={toneOf(channel)} />
      {t(`channels.states.${channel.state === 'live' && channel.health.state === 'warn' ? 'warn' : channel.state}`)}
    </span>
  )
}

/** What is wrong and what to do about it; nothing while all is well. */
export function ChannelAdvice({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const { advice, state } = channel.health
  if (!advice) return null
  return (
    <Notice tone={state === 'broken' ? 'danger' : 'warn'}>
      {t(`channels.advice.${advice.code}` as 'channels.advice.other', {
        defaultValue: t('channels.advice.other'),
        text: advice.text ?? '',
      })}
      {advice.text && <span className="mt-0.5 block text-xs text-muted">{t('channels.platformSays', { text: advice.text })}</span>}
    </Notice>
  )
}
