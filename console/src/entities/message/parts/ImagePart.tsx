import { ImageOff } from 'lucide-react'
import { useContext, useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import { Enlarge } from './pictures.ts'
import type { MediaOf } from './types.ts'

const [MAX_WIDTH, MAX_HEIGHT] = [320, 300]

/** The box is known before the picture is there, so that nothing jumps. */
function box({ type, width, height }: MediaOf): { width: number; aspectRatio: string } {
  if (type === 'sticker') return { width: 128, aspectRatio: '1 / 1' }
  const [w, h] = [width || 4, height || 3]
  const scale = Math.min(MAX_WIDTH / w, MAX_HEIGHT / h, width ? 1 : Infinity)
  return { width: Math.max(72, Math.round(w * scale)), aspectRatio: `${w} / ${h}` }
}

export function ImagePart({ part, url }: { part: MediaOf; url: string }) {
  const { t } = useTranslation()
  const enlarge = useContext(Enlarge)
  const [broken, fail] = useState(false)
  const name = part.name ?? t(`media.${part.type}`)
  if (broken) {
    return (
      <span className="flex items-center gap-2 text-sm text-muted">
        <ImageOff aria-hidden className="size-4" />
        {name}
      </span>
    )
  }
  const picture = (
    <img src={url} alt={part.caption || name} onError={() => fail(true)} style={box(part)} className="max-w-full rounded-lg object-cover" />
  )
  if (part.type === 'sticker') return picture
  return (
    <Button
      aria-label={t('media.enlarge', { name })}
      onPress={() => enlarge(part)}
      className="block max-w-full cursor-zoom-in rounded-lg data-hovered:brightness-95"
    >
      {picture}
    </Button>
  )
}
