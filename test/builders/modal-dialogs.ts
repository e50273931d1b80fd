function showModal(this: HTMLDialogElement) {
  this.open = true;
}

function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
}

/** jsdom has the element and not its modal methods. Call it before each test that opens a dialog. */
export function giveModalDialogs(): void {
  Object.assign(HTMLDialogElement.prototype, { showModal, close });
}
