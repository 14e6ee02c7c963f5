import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import type { MediaView } from '../../screen.ts'
import { useWords } from './words.ts'

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** A photo or a moving picture; in an album cut to a square. */
export function Picture({ media, kind, square }: { media: MediaView; kind: string; square: boolean }) {
  const address = `/lab/${kind}/media/${media.key}`
  const shape = `block h-full w-full object-cover ${square ? 'aspect-square' : 'max-h-72'}`
  if (media.type === 'photo') return <img src={address} alt={media.name ?? ''} className={shape} />
  return <video src={address} className={shape} controls={media.type === 'video'} autoPlay={media.type === 'animation'} loop muted />
}

/** Bars that look like sound; the same for the same file. */
function barsOf(key: string): number[] {
  let seed = 7
  for (const character of key) seed = (seed * 33 + character.charCodeAt(0)) >>> 0
  return Array.from({ length: 34 }, (_, index) => {
    seed = (seed * 1_103_515_245 + 12_345) >>> 0
    return 3 + Math.abs(Math.sin(index / 3.1)) * 8 + ((seed >>> 16) % 8)
  })
}

export function Voice({ media, kind, mine }: { media: MediaView; kind: string; mine: boolean }) {
  const { t } = useWords()
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [done, setDone] = useState(0)
  const seconds = media.seconds ?? 0
  const toggle = (): void => {
    if (playing) audio.current?.pause()
    else void audio.current?.play()
  }
  const colour = mine ? '#4fae4e' : '#3390ec'
  const bars = barsOf(media.key)
  return (
    <div className="flex items-center gap-2.5 px-2.5 pt-2">
      <button
        type="button"
        aria-label={playing ? t('pause') : t('play')}
        onClick={toggle}
        className="grid size-11 shrink-0 place-items-center rounded-full text-white"
        style={{ background: colour }}
      >
        {playing ? <Pause size={20} className="fill-white" /> : <Play size={20} className="ml-0.5 fill-white" />}
      </button>
      <span>
        <span className="flex h-5 items-end gap-[2px]">
          {bars.map((height, index) => (
            <i
              key={index}
              className="w-[2.5px] rounded-full"
              style={{ height, background: colour, opacity: playing && index / bars.length > done ? 0.4 : 1 }}
            />
          ))}
        </span>
        <span className="text-[11.5px]" style={{ color: colour }}>
          {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
        </span>
      </span>
      <audio
        ref={audio}
        src={`/lab/${kind}/media/${media.key}`}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={(event) => setDone(event.currentTarget.currentTime / Math.max(1, event.currentTarget.duration || seconds))}
      />
    </div>
  )
}
