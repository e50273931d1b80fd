import { createContext } from 'react';

/** Where the page stands that says what the EHR allows, in the month that is open; null where there is none to go to. */
export const EhrLinkContext = createContext<string | null>(null);
