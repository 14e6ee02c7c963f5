import { useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSettled } from '../../../lib/useSettled.ts'
import { Composer, type ComposerProps } from './Composer.tsx'

/** Of the composer that was drawn last, in pixels: the next one is about as tall. */
let lastHeight = 136

/** Where the composer stands: empty in the first picture, which is for the messages, but drawn at once for whoever wants to write. */
export function ComposerPlace(props: ComposerProps) {
  const { handle } = props
  const settled = useSettled()
  const [wanted, want] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const drawn = settled || wanted
  useLayoutEffect(() => {
    handle.onWanted = () => flushSync(() => want(true))
    return () => void (handle.onWanted = undefined)
  }, [handle])
  useLayoutEffect(() => {
    const { current } = place
    if (!drawn || !current) return
    const observer = new ResizeObserver(([entry]) => void (lastHeight = entry?.borderBoxSize[0]?.blockSize ?? lastHeight))
    observer.observe(current)
    return () => observer.disconnect()
  }, [drawn])
  return (
    <div ref={place} className="shrink-0" {...(!drawn && { style: { height: lastHeight } })}>
      {drawn && <Composer {...props} />}
    </div>
  )
}
