import { CloudAlert, Download, FileText } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { fileUrl } from '../files.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { fileSize } from '../../../lib/time.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { MarkedText } from '../MarkedText.tsx'
import { AudioPlayer } from './AudioPlayer.tsx'
import { ImagePart } from './ImagePart.tsx'
import type { FileState, MediaOf } from './types.ts'

/** Types that browsers play and show; the server serves everything else as a download. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/|video\/)/

export function MediaPart({ part, state }: { part: MediaOf; state: FileState }) {
  return (
    <div className="flex flex-col gap-1">
      {state === 'stored' ? <Stored part={part} /> : <NotHere part={part} state={state} />}
      {part.caption && (
        <p className={part.type === 'image' || part.type === 'video' ? 'px-2 pb-0.5' : ''}>
          <MarkedText text={part.caption} marks={part.marks} />
        </p>
      )}
      {part.transcript && <p className="border-l-2 border-line-strong pl-2 text-sm text-muted">{part.transcript}</p>}
    </div>
  )
}

function Stored({ part }: { part: MediaOf }) {
  const url = fileUrl(part.file)
  const inline = SHOWN.test(part.mime)
  if ((part.type === 'image' || part.type === 'sticker') && inline) return <ImagePart part={part} url={url} />
  if (part.type === 'audio' && inline) return <AudioPlayer url={url} seconds={part.seconds} />
  if (part.type === 'video' && inline) {
    return (
      <video
        controls
        preload="metadata"
        src={url}
        style={{ aspectRatio: part.width && part.height ? `${part.width} / ${part.height}` : '16 / 9' }}
        className="max-h-80 w-80 max-w-full rounded-lg bg-ink/90"
      />
    )
  }
  return <FileCard part={part} url={url} />
}

function FileCard({ part, url }: { part: MediaOf; url: string }) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <a
      href={url}
      download={part.name ?? ''}
      className="group flex w-72 max-w-full items-center gap-3 rounded-lg border border-line bg-surface px-3 py-2.5 text-ink hover:border-line-strong"
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-ink">
        <FileText aria-hidden className="size-4.5" />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm font-medium">{part.name ?? t(`media.${part.type}`)}</span>
        <span className="text-xs text-muted">{fileSize(part.bytes, locale)}</span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-faint group-hover:text-ink" />
      <span className="sr-only">{t('media.download')}</span>
    </a>
  )
}

function NotHere({ part, state }: { part: MediaOf; state: 'pending' | 'failed' }) {
  const { t } = useTranslation()
  return (
    <span className="flex min-h-14 w-64 max-w-full items-center gap-3 rounded-lg border border-dashed border-line-strong px-3 py-2 text-sm text-muted">
      {state === 'pending' ? <Spinner /> : <CloudAlert aria-hidden className="size-4 shrink-0 text-warn-ink" />}
      <span>
        {part.name ?? t(`media.${part.type}`)}
        <span className="block text-xs">{t(state === 'pending' ? 'media.pending' : 'media.failed')}</span>
      </span>
    </span>
  )
}
