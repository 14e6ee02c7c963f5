import { useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useNames } from '../../entities/contact/names.ts'
import type { Offered } from '../../entities/offer/api.ts'
import { chime, prepareChime } from '../../lib/chime.ts'
import { notice, noticesNow } from '../../lib/notices.ts'
import { preferences } from '../../lib/preferences.ts'

/** Ms that tabs out of sight leave to one that is looked at. */
const AFTER_YOU = 400

/** One tab of this browser speaks for all of them, as long as the offer stands: who has the lock. Without locks (plain http) each does. */
function asOne(name: string, speak: () => () => void): () => void {
  let over = false
  let end = (): void => {
    over = true
  }
  const begin = (): Promise<void> | undefined => {
    if (over) return undefined
    const silence = speak()
    return new Promise((resolve) => {
      end = () => {
        silence()
        resolve()
      }
    })
  }
  const timer = setTimeout(
    () =>
      void ((navigator.locks as LockManager | undefined)
        ? navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? begin() : undefined))
        : begin()),
    document.visibilityState === 'visible' ? 0 : AFTER_YOU,
  )
  return () => {
    clearTimeout(timer)
    end()
  }
}

/** A short sound for each offer, and a word of the system where the page is out of sight. */
export function useAlarm(offered: readonly Offered[]): void {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const running = useRef(new Map<string, () => void>())
  useEffect(prepareChime, [])
  useEffect(() => {
    const now = new Set(offered.map(({ id }) => id))
    for (const [id, end] of running.current) {
      if (now.has(id)) continue
      end()
      running.current.delete(id)
    }
    for (const { id, conversation } of offered) {
      if (running.current.has(id)) continue
      const end = asOne(`switchboard.offer.${id}`, () => {
        const { offerSound, offerNotices } = preferences.get()
        if (offerSound) void chime()
        if (!offerNotices || noticesNow() !== 'yes' || document.visibilityState === 'visible') return () => {}
        const title = `${t('offers.title')}: ${nameOf(conversation)}`
        return notice(title, { body: `${conversation.channel.name}\n${conversation.preview ?? ''}`.trim(), tag: id })
      })
      running.current.set(id, end)
    }
  }, [offered])
  useEffect(
    () => () => {
      for (const end of running.current.values()) end()
    },
    [],
  )
}
