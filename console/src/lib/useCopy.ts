import { useEffect, useState } from 'react'

/** Copies a text and says so for a moment. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1800)
    return () => clearTimeout(timer)
  }, [copied])
  return { copied, copy: (text) => void navigator.clipboard.writeText(text).then(() => setCopied(true)) }
}
