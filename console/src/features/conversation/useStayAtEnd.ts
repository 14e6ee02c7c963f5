import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

/** Whoever reads the end goes on reading it when the box becomes smaller or larger: the composer grows, a keyboard opens. */
export function useStayAtEnd(box: RefObject<HTMLElement | null>, atEnd: boolean, toEnd: () => void): void {
  const latest = useRef({ atEnd, toEnd })
  useEffect(() => {
    latest.current = { atEnd, toEnd }
  })
  useEffect(() => {
    const { current } = box
    if (!current) return
    let height = current.clientHeight
    const observer = new ResizeObserver(() => {
      if (current.clientHeight === height) return
      height = current.clientHeight
      if (latest.current.atEnd) latest.current.toEnd()
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [box])
}
