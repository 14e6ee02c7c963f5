import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import { playTime } from '../../../lib/time.ts'

/** Play, pause and a place to jump to. */
export function AudioPlayer({ url, seconds }: { url: string; seconds?: number | undefined }) {
  const { t } = useTranslation()
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, play] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(seconds ?? 0)
  const toggle = (): void => {
    if (playing) audio.current?.pause()
    else void audio.current?.play().catch(() => play(false))
  }
  return (
    <span className="flex w-64 max-w-full items-center gap-2.5 rounded-full border border-line bg-surface py-1 pr-3.5 pl-1">
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => play(true)}
        onPause={() => play(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={({ currentTarget: { duration } }) => Number.isFinite(duration) && setLength(duration)}
      />
      <Button
        aria-label={t(playing ? 'media.pause' : 'media.play')}
        onPress={toggle}
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent data-hovered:bg-accent-hover"
      >
        {playing ? (
          <Pause aria-hidden className="size-3.5" fill="currentColor" />
        ) : (
          <Play aria-hidden className="ml-0.5 size-3.5" fill="currentColor" />
        )}
      </Button>
      <input
        type="range"
        aria-label={t('media.position')}
        min={0}
        max={Math.max(length, 0.1)}
        step={0.1}
        value={at}
        aria-valuetext={playTime(at)}
        onChange={({ currentTarget: { value } }) => {
          if (audio.current) audio.current.currentTime = Number(value)
          setAt(Number(value))
        }}
        className="h-1 min-w-0 flex-1 accent-accent"
      />
      <span className="text-2xs text-muted tabular-nums">{playTime(playing || at > 0 ? at : length)}</span>
    </span>
  )
}
