import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

/** So near the end counts as the end, in pixels. */
export const NEAR_END = 80

/**
 * Whoever reads the end goes on reading it when the box or what is in it changes its height: the composer grows, a keyboard opens,
 * messages turn out taller than they were taken for. Only scrolling up leaves the end.
 */
export function useStayAtEnd(box: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, toEnd: () => void): void {
  const latest = useRef(toEnd)
  useEffect(() => {
    latest.current = toEnd
  })
  useEffect(() => {
    const { current } = box
    if (!current || !content.current) return
    let atEnd = true
    let top = current.scrollTop
    const scrolled = (): void => {
      const { scrollTop, scrollHeight, clientHeight } = current
      if (scrollHeight - scrollTop - clientHeight < NEAR_END) atEnd = true
      else if (scrollTop < top) atEnd = false
      top = scrollTop
    }
    const observer = new ResizeObserver(() => {
      if (atEnd) latest.current()
    })
    // Before anything is drawn anew because of it: until then the page's measures cost nothing.
    current.addEventListener('scroll', scrolled, { passive: true, capture: true })
    observer.observe(current)
    observer.observe(content.current)
    return () => {
      current.removeEventListener('scroll', scrolled, { capture: true })
      observer.disconnect()
    }
  }, [box, content])
}
