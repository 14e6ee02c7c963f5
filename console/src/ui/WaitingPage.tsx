import { Spinner } from './Spinner.tsx'

export const WaitingPage = () => (
  <div className="flex h-full min-h-40 flex-1 items-center justify-center text-muted">
    <Spinner size={20} />
  </div>
)
