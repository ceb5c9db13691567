"""What follows the cleaning."""

from gazette.items import Story


class WithoutPage:
    """Drops the page itself: only what became of it is stored."""

    def process_item(self, item: Story) -> Story:
        """The item without its page."""
        item.html = None
        return item
