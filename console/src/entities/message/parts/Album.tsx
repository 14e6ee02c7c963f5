import { CloudAlert } from 'lucide-react'
import { useContext } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import { cx } from '../../../ui/cx.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { fileUrl } from '../files.ts'
import { MarkedText } from '../MarkedText.tsx'
import { Enlarge } from './pictures.ts'
import type { FileState, MediaOf } from './types.ts'

export interface AlbumProps {
  /** Two or more. */
  pictures: MediaOf[]
  stateOf: (file: string) => FileState
}

/** Pictures that were sent together, as tiles: rows of three, with what is left over as a wider row on top. */
export function Album({ pictures, stateOf }: AlbumProps) {
  const wide = pictures.length % 3
  const captions = pictures.filter(({ caption }) => caption)
  return (
    <div className="flex w-80 max-w-full flex-col gap-1">
      <div className="grid grid-cols-6 gap-0.5 overflow-hidden rounded-lg">
        {pictures.map((picture, index) => (
          <div key={picture.file} className={index >= wide ? 'col-span-2' : wide === 1 ? 'col-span-6' : 'col-span-3'}>
            <Tile picture={picture} state={stateOf(picture.file)} flat={index < wide && wide === 1} />
          </div>
        ))}
      </div>
      {captions.map(({ file, caption, marks }) => (
        <p key={file} className="px-2 pb-0.5">
          <MarkedText text={caption ?? ''} marks={marks} />
        </p>
      ))}
    </div>
  )
}

function Tile({ picture, state, flat }: { picture: MediaOf; state: FileState; flat: boolean }) {
  const { t } = useTranslation()
  const enlarge = useContext(Enlarge)
  const name = picture.name ?? t('media.image')
  const box = cx('block w-full', flat ? 'aspect-2/1' : 'aspect-square')
  if (state !== 'stored') {
    const words = t(state === 'pending' ? 'media.pending' : 'media.failed')
    return (
      <span role="img" aria-label={words} title={words} className={cx(box, 'flex items-center justify-center bg-hover text-muted')}>
        {state === 'pending' ? <Spinner /> : <CloudAlert aria-hidden className="size-4 text-warn-ink" />}
      </span>
    )
  }
  return (
    <Button
      aria-label={t('media.enlarge', { name })}
      onPress={() => enlarge(picture)}
      className={cx(box, 'cursor-zoom-in -outline-offset-2! data-hovered:brightness-95')}
    >
      <img src={fileUrl(picture.file)} alt={picture.caption || name} loading="lazy" className="size-full bg-hover object-cover" />
    </Button>
  )
}
