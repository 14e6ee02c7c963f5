import { FileText, FileWarning, Pause, Play } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { MediaView } from '../../../screen.ts'
import { kindWord, useWords } from '../words.ts'

const addressOf = (kind: string, media: MediaView): string => `/lab/${kind}/media/${media.key}`

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** An icon with a title and a line below it. */
export function Row({ icon, title, detail }: { icon: ReactNode; title: string; detail: string }) {
  return (
    <div className="flex w-52 max-w-full items-center gap-2.5 px-2.5 py-2">
      <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-full bg-current/15">
        {icon}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 font-semibold break-words">{title}</span>
        <span className="block text-[12px] text-hint">{detail}</span>
      </span>
    </div>
  )
}

/** A file to take away; with `broken`, one that a browser can't show. */
export function FileRow({ media, kind, broken = false }: { media: MediaView; kind: string; broken?: boolean }) {
  const { t } = useWords()
  const what = media.name ?? t(kindWord(media.type))
  const detail = broken ? `${t(kindWord(media.type))} · ${sizeOf(media.bytes)} · ${t('notPlayable')}` : sizeOf(media.bytes)
  return (
    <a href={addressOf(kind, media)} download={media.name} className="block [.bubble:has([data-over])_&]:pb-5">
      <Row icon={broken ? <FileWarning size={19} /> : <FileText size={19} />} title={what} detail={detail} />
    </a>
  )
}

/** A photo or a moving picture; in an album cut to a square. */
export function Picture({ media, kind, square }: { media: MediaView; kind: string; square: boolean }) {
  const { t } = useWords()
  const [broken, setBroken] = useState(false)
  if (broken) return <FileRow media={media} kind={kind} broken />
  const shape = `block h-full w-full object-cover ${square ? 'aspect-square' : 'max-h-64'}`
  const given = { src: addressOf(kind, media), className: shape, onError: () => setBroken(true) }
  if (media.type === 'photo' || media.mime.startsWith('image/')) return <img {...given} alt={t(kindWord(media.type))} />
  const moving = media.type === 'animation' ? { autoPlay: true, loop: true } : { controls: true, preload: 'metadata' }
  return <video {...given} {...moving} aria-label={t(kindWord(media.type))} muted playsInline />
}

export function StickerPicture({ media, kind }: { media: MediaView; kind: string }) {
  const { t } = useWords()
  return <img src={addressOf(kind, media)} alt={t('kindSticker')} className="max-h-32 max-w-32 rounded-2xl" />
}

/** Bars that look like sound; the same for the same file. */
function barsOf(key: string): number[] {
  let seed = 7
  for (const character of key) seed = (seed * 33 + character.charCodeAt(0)) >>> 0
  return Array.from({ length: 26 }, (_, index) => {
    seed = (seed * 1_103_515_245 + 12_345) >>> 0
    return 3 + Math.abs(Math.sin(index / 3.1)) * 8 + ((seed >>> 16) % 8)
  })
}

export function Voice({ media, kind }: { media: MediaView; kind: string }) {
  const { t } = useWords()
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [broken, setBroken] = useState(false)
  const [done, setDone] = useState(0)
  const seconds = media.seconds ?? 0
  const toggle = (): void => {
    if (playing) audio.current?.pause()
    else audio.current?.play().catch((error: unknown) => setBroken(!(error instanceof DOMException && error.name === 'AbortError')))
  }
  if (broken) return <FileRow media={media} kind={kind} broken />
  const bars = barsOf(media.key)
  return (
    <div className="flex items-center gap-2.5 px-2.5 pt-2 pb-1">
      <button
        type="button"
        aria-label={playing ? t('pause') : t('play')}
        onClick={toggle}
        className="grid size-9 shrink-0 place-items-center rounded-full bg-current/15"
      >
        {playing ? <Pause size={17} className="fill-current" /> : <Play size={17} className="ml-0.5 fill-current" />}
      </button>
      <span>
        <span aria-hidden className="flex h-5 items-end gap-[2px]">
          {bars.map((height, index) => (
            <i
              key={index}
              className="w-[2.5px] rounded-full bg-current"
              style={{ height, opacity: playing && index / bars.length > done ? 0.35 : 0.9 }}
            />
          ))}
        </span>
        <span className="text-[11.5px] text-hint">
          {Math.floor(seconds / 60)}:{String(Math.round(seconds % 60)).padStart(2, '0')}
        </span>
      </span>
      <audio
        ref={audio}
        src={addressOf(kind, media)}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={(event) => setDone(event.currentTarget.currentTime / Math.max(1, event.currentTarget.duration || seconds))}
      />
    </div>
  )
}
