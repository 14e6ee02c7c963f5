import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startI18n } from './i18n/index.ts'
import { startTheme } from './lib/theme.ts'
import './theme.css'

startTheme()
const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root.')
await startI18n()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
