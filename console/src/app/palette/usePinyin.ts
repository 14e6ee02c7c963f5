import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { SoundsLike } from './match.ts'

/** How Chinese titles sound: fetched when it is needed, and undefined until it is there. */
export function usePinyin(): SoundsLike | undefined {
  const chinese = useTranslation().i18n.language === 'zh'
  const [sound, hear] = useState<{ like: SoundsLike }>()
  useEffect(() => {
    // Where it cannot be fetched, titles are found by their characters alone.
    if (chinese)
      import('./pinyin.ts').then(
        ({ soundsLike }) => hear({ like: soundsLike }),
        () => {},
      )
  }, [chinese])
  return sound?.like
}
