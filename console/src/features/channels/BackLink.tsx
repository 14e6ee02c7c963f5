import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'

export function BackLink({ to = '/channels' }: { to?: '/channels' | '/channels/add' }) {
  const { t } = useTranslation()
  return (
    <Link
      to={to}
      className="-ml-1.5 inline-flex items-center gap-1.5 self-start rounded-md px-1.5 py-0.5 text-sm text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t(to === '/channels' ? 'pages.channels' : 'pages.addChannel')}
    </Link>
  )
}
