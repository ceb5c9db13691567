"""What Scrapy asks for; of Sluice there is the pipeline, and how many processes clean."""

BOT_NAME = "gazette"
SPIDER_MODULES = ["gazette.spiders"]
ROBOTSTXT_OBEY = False
TELNETCONSOLE_ENABLED = False
# Pages are decoded by Sluice, which looks at more than Scrapy does.
ITEM_PIPELINES = {
    "integrations.scrapy.SluicePipeline": 300,
    "gazette.pipelines.WithoutPage": 400,
}
SLUICE_PROCESSES = 1
SLUICE_PAGE_SECONDS = 10
