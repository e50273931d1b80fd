/** Opens our block in the narrative of a plan. */
export const OWN_BLOCK = '<div class="ccm-app-section">';

/** Whether a narrative holds a block of ours. */
export function hasOwnBlock(div: string | undefined): boolean {
  return div?.includes(OWN_BLOCK) === true;
}
