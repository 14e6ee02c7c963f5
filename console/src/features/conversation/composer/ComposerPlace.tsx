import { useLayoutEffect, useRef } from 'react'
import { useSettled } from '../../../lib/useSettled.ts'
import { Composer, type ComposerProps } from './Composer.tsx'

/** Of the composer that was drawn last, in pixels: the next one is about as tall. */
let lastHeight = 136

/** Where the composer stands: empty in the first picture, which is for the messages. */
export function ComposerPlace(props: ComposerProps) {
  const settled = useSettled()
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = place
    if (!settled || !current) return
    const observer = new ResizeObserver(([entry]) => void (lastHeight = entry?.borderBoxSize[0]?.blockSize ?? lastHeight))
    observer.observe(current)
    return () => observer.disconnect()
  }, [settled])
  return (
    <div ref={place} className="shrink-0" {...(!settled && { style: { height: lastHeight } })}>
      {settled && <Composer {...props} />}
    </div>
  )
}
