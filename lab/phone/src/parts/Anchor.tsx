import type { ReactNode } from 'react'

/** A link as far as a browser can follow it; `weixin://…` and the like are shown only. */
export function Anchor({ url, className, children }: { url: string; className?: string; children: ReactNode }) {
  if (!/^(https?:|mailto:|tel:)/i.test(url)) {
    return (
      <span title={url} className={className}>
        {children}
      </span>
    )
  }
  return (
    <a href={url} title={url} target="_blank" rel="noreferrer" className={className}>
      {children}
    </a>
  )
}
